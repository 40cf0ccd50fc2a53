/** The form in which organization names are compared: no case, no doubled spaces, no look-alike forms of one letter. */
export const normalizeName = (name: string) =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The ID suggested for a name: `Acme Robotics GmbH` becomes `acme-robotics-gmbh`. Empty where nothing is left of the name. */
export const suggestHandle = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[̀-ͯ]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
