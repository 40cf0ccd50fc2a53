import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './support/world'

test('the first start has a demo organization that looks alive', async ({ page }) => {
  const dataDir = process.env.E2E_DATA_DIR ?? '.data/e2e'
  const { email, password } = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8'))
  await page.goto('/sign-in?next=/fern-robotics/members')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/fern-robotics\/members/)

  for (const role of [
    'Admin',
    'Organization Contributor',
    'Team Contributor',
    'Organization User',
    'Financial Manager',
    'Infrastructure Manager',
  ]) {
    await expect(page.getByRole('row').filter({ hasText: role }).first()).toBeVisible()
  }
  await expect(page.getByRole('row')).toHaveCount(15)
  await page.getByRole('link', { name: /Pending invitations/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Expired' })).toHaveCount(2)
  await expect(page.getByRole('row').filter({ hasText: 'hana.kim@fern.example' })).toContainText('Pending')
})
