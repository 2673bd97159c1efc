file(REMOVE_RECURSE
  "libtext.a"
)
