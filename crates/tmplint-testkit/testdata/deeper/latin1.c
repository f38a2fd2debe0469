/* café */
bad /*~ word-found */
