// Reserved or private in ISO 3166-1, yet named by CLDR.
const notAssigned = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '));
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Whether `code` is an officially assigned ISO 3166-1 alpha-2 code, in capitals; `UK` and `SU` are not. */
export function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || notAssigned.has(code) || names.of(code) === undefined) return false;
  // CLDR also names withdrawn codes and aliases; canonicalisation replaces them.
  return new Intl.Locale(`und-${code}`).region === code;
}
