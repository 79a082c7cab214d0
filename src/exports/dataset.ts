/** What every description of the dataset says of it. */
export const title = 'AI Sourcebook';
export const description =
  'Facts about the AI industry, each with the document that says so, the place in it, who is credited, the hedge and the period.';
export const licenceTitle = 'Creative Commons Attribution 4.0 International';
export const licenceAddress = 'https://creativecommons.org/licenses/by/4.0/';
