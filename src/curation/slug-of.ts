/** The slug that a name would have: Notícia nº 7 → noticia-n-7. Empty where it has neither letters nor digits of ours. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
