bad #~ word-found
good #~ ok: word-found
bad
#~^ noise: word-found
