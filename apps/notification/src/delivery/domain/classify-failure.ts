/** What a mail client says about a failure, as far as it tells whether the message was taken. */
export interface SmtpFailure {
  /** nodemailer's code, for instance `EENVELOPE`. */
  readonly code?: string | undefined;
  /** The server's answer, when there was one. */
  readonly responseCode?: number | undefined;
  /** The system call that failed, for instance `connect`. */
  readonly syscall?: string | undefined;
}

/**
 * `refused`: for good, this message will never be taken. `temporary`: not taken, later perhaps.
 * `unreachable`: not taken, nobody was there. `unknown`: it may have been taken.
 */
export type FailureKind = 'refused' | 'temporary' | 'unreachable' | 'unknown';

/** Answers that speak of us, not of the message: signing in is missing or wrong. They are mended, not final. */
const authenticationCodes: ReadonlySet<number> = new Set([530, 534, 535, 538]);
/** Failures before a message can have been taken. */
const beforeTheMessage: ReadonlySet<string> = new Set([
  'EDNS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EOPENBREAKER',
  'ECONFIG',
]);
/** Answers to the sender, recipient or content: only these judge the message. */
const aboutTheMessage: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** Decides what a failure means. In doubt the outcome is unknown: asking once too often costs little. */
export function classifyFailure({ code, responseCode, syscall }: SmtpFailure): FailureKind {
  if (responseCode !== undefined) {
    const final = responseCode >= 500 && !authenticationCodes.has(responseCode) && aboutTheMessage.has(code ?? '');
    return final ? 'refused' : 'temporary';
  }
  if (code === 'EENVELOPE') return 'refused';
  if (syscall === 'connect' || beforeTheMessage.has(code ?? '')) return 'unreachable';
  return 'unknown';
}

/** "Closing": said instead of any other answer by a server that is going away. */
const CLOSING = 421;

/**
 * Whether the server is well and only this message is not: one recipient who refuses or delays must not
 * keep the others waiting.
 */
export function isAboutTheMessage({ code, responseCode }: SmtpFailure): boolean {
  return aboutTheMessage.has(code ?? '') && responseCode !== CLOSING;
}
