"""An archive on a server that speaks OpenSearch: articles beyond one machine, asked by the same queries.

``address`` and ``credentials`` say where it is and who asks, ``fields`` what its fields are called where it is not ours, ``engine`` answers.
Nothing here is imported before an archive is used.
"""
