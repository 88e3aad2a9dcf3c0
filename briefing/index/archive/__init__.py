"""An archive on a server that speaks OpenSearch: articles beyond one machine, asked by the same queries.

``address`` and ``credentials`` say where it is and who asks, ``fields`` what its fields are called where it is not ours; ``records``, ``foreign`` and ``foreign_dsl`` read these. ``client`` asks, over connections of
``bounded_http``, and ``answers`` reads what comes. ``token_streams``, ``compounds``, ``mapping`` and ``stored`` are how an article lies in an archive, ``dsl``
says a query in its language, ``paging`` goes from page to page, ``push`` fills it, ``advice`` helps where nothing was found, ``engine`` is the door to all of it.
Nothing here is imported before an archive is used, and opensearch-py only when the first question is asked.
"""
