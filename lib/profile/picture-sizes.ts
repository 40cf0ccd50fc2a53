/** The sides of the squares that are kept, in pixels: for rows, and for what is larger or sharper. */
export const PICTURE_SIZES = [96, 256] as const
export type PictureSize = (typeof PICTURE_SIZES)[number]

/** Where a person's picture is found. Its name changes with what it shows, so a browser may keep it for good. */
export const pictureHref = (userId: string, picture: string, size: PictureSize): string =>
  `/api/pictures/${userId}/${picture}-${size}.webp`

/** What a phone or a program for pictures gives; anything larger is refused before it is opened. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** What the browser offers to choose from; what a file is, its own first bytes say. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/gif'
