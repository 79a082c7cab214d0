/** Where the API is. */
export const server = process.env['SOURCEBOOK'] ?? 'http://localhost:4000';
