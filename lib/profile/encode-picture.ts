import 'server-only'
import type Sharp from 'sharp'
import { invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { words } from '@/messages/words'
import type { PictureSize } from './picture-sizes'

/** Beyond what cameras make of 5 MB; a file of a few kilobytes can claim far more. */
const MAX_PIXELS = 36_000_000
const PATIENCE_SECONDS = 10

/** Loaded when the first picture comes. Whatever a file pretends to be: only four decoders ever run, no vectors, no documents. */
let loaded: Promise<typeof Sharp> | undefined
const codec = () => {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({
      operation: [
        'VipsForeignLoadPngBuffer',
        'VipsForeignLoadJpegBuffer',
        'VipsForeignLoadWebpBuffer',
        'VipsForeignLoadNsgifBuffer',
      ],
    })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes small squares of a picture: its first frame, upright, cut from the middle, encoded anew, so that nothing of the file itself
 * (place, camera, hidden data) is kept. One picture at a time in a process, so that many at once cost no more memory than one. Throws
 * `invalid` for what is no PNG, JPEG, WebP or GIF, or has too many pixels.
 */
export function encodePicture(bytes: Uint8Array): Promise<Record<PictureSize, Buffer>> {
  const encoding = last.then(() => encode(bytes))
  last = encoding.catch(() => {})
  return encoding
}

async function encode(bytes: Uint8Array): Promise<Record<PictureSize, Buffer>> {
  const sharp = await codec()
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', pages: 1 })
      .timeout({ seconds: PATIENCE_SECONDS })
      .autoOrient()
      .resize(256, 256, { fit: 'cover', position: 'centre' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const square = (side: PictureSize) =>
      sharp(data, { raw: info }).resize(side, side).webp({ quality: 82 }).toBuffer()
    return { 96: await square(96), 256: await square(256) }
  } catch (error) {
    log.info({ err: error }, 'a picture could not be read')
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message)
    throw invalid({
      picture: words(isTooLarge ? 'profile.pictureTooManyPixels' : 'profile.pictureUnreadable'),
    })
  }
}
