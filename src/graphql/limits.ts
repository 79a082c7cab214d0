/** How many objects a list shows if nobody says how many. */
export const usualPage = 20;

/** How many objects a list, or `nodes`, shows at most. */
export const largestPage = 100;

/** How many characters an id or a cursor has at most; ours have fewer than 150. */
export const longestId = 256;
