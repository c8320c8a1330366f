/** The cache key of who is signed in. */
export const SESSION_QUERY = ['session'] as const;
