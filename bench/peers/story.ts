import type { Shot } from '../measure/load.ts'

/** How one peer is asked what all are asked: sign-up, sign-in, and who the caller is. */
export interface Story {
  /** A folder of bench/peers. */
  name: string
  readyPath: string
  signUp(email: string, url: string): Shot
  signIn(email: string, url: string): Shot
  /** With what the answer to a sign-in handed out. */
  session(credential: string): Shot
  credentialOf(answer: Response): string
  /** A text that right answers have and wrong ones lack. */
  expect: { signUp: string; signIn: string; session: string }
}
