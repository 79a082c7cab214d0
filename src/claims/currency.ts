const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Whether `code` is an ISO 4217 currency code, in capitals. */
export function isCurrencyCode(code: string): boolean {
  return currencies.has(code);
}
