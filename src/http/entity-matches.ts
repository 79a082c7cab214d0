/** Whether one of the tags in an If-None-Match header is `etag`, by the weak comparison of RFC 9110. */
export function entityMatches(header: string | null, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag.replace(/^W\//, ''));
}
