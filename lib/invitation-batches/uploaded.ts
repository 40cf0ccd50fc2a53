import 'server-only'
import { textOfFile } from '@/lib/csv'

/** The form with the text of its file in the place of the pasted one. Where both came, `both` says so and nothing is lost. */
export async function withFile(form: FormData): Promise<FormData> {
  if (!(form instanceof FormData)) return form // arguments of an action can be forged
  const file = form.get('file')
  form.delete('file')
  if (!(file instanceof File) || file.size === 0) return form
  const text = textOfFile(new Uint8Array(await file.arrayBuffer())).replaceAll('\0', '')
  if (String(form.get('text') ?? '').trim() !== '') form.set('both', 'yes')
  else form.set('text', text)
  return form
}
