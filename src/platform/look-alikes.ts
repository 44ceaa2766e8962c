import unhomoglyph from 'unhomoglyph'
import { foldCase } from './fold-case.js'

/**
 * The same text for all texts that look alike: the skeleton of UTS 39, section 4, without case. Never shown. It is made
 * of the typed letters, because `I` looks like `l` and `i` does not.
 */
export function skeletonOf(text: string): string {
  return foldCase(unhomoglyph(text.normalize('NFD')).normalize('NFD'))
}
