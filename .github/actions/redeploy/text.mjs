// Texts that come from elsewhere, and the error that a user reads instead of a stack trace.

import { createHash } from 'node:crypto';

const MOST_CHARACTERS = 1_000; // of a line
const ANSI_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu; // controls, marks of direction, ends of lines

/** An error for the user, with facts to compare: pairs of name and value. */
export class Stop extends Error {
  constructor(message, facts = []) {
    super(message);
    this.facts = facts;
  }
}

/**
 * One line of harmless text, cut to that length. For the runner, a line that begins with `::` or contains `##[` is a command
 * (actions/runner, ActionCommand.cs).
 */
export function clean(value, most = MOST_CHARACTERS) {
  const text = String(value ?? '')
    .slice(0, 8 * most)
    .replace(ANSI_SEQUENCE, '')
    .replace(INVISIBLE, ' ')
    .replaceAll('##[', '# #[');
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The JSON object in the text, or undefined. */
export function objectOf(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** In lower-case hex. */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

export function seconds(millis) {
  return `${(millis / 1_000).toFixed(1)} s`;
}
