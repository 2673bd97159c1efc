file(REMOVE_RECURSE
  "librecognizers.a"
)
