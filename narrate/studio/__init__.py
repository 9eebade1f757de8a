"""The conductor: the only room that knows the order of the work.

`writing` takes documents to a script, `produce` takes a script to an episode, `publish` takes the episodes to a feed
and a page. Here files are found, read and written; the stages themselves do neither.
"""
