import { sha256 } from './text.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

/** What makes a fact the fact it is. `value` is given for many-valued properties, each value of which is its own fact. */
export interface FactKey {
  subject: string;
  property: string;
  /** As EDTF. */
  period: string | null;
  value?: Json | undefined;
}

/** The id of a claim: the SHA-256, in hex, of the canonical JSON of its content. */
export function claimId(content: JsonObject): string {
  return sha256(canonicalJson(content));
}

/** The id of a fact, made as a claim's. */
export function factId({ subject, property, period, value }: FactKey): string {
  return sha256(canonicalJson({ subject, property, period, value }));
}

/**
 * JSON in the one form of RFC 8785 (JCS): no spaces, keys in order of their UTF-16 code units, ECMAScript numbers.
 * Beyond it, text is brought to NFC, so that what looks alike is alike; members that are `undefined` are left out.
 * @throws RangeError for a number that JSON cannot hold
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return textAsJson(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON has no ${value}.`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of keysInOrder(value)) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${textAsJson(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

// Of most texts nothing changes: a third of the time.
const plainText = /^[ !#-[\]-~]*$/;

function textAsJson(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text.normalize('NFC'));
}

function keysInOrder(value: JsonObject): string[] {
  const keys = Object.keys(value);
  if (keys.every((key) => plainText.test(key))) return keys.sort();
  return keys.sort((a, b) => (a.normalize('NFC') < b.normalize('NFC') ? -1 : 1));
}

// Array.isArray does not narrow readonly arrays.
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
