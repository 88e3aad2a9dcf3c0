"""Words of sport: games, positions, verbs of clubs, heads of tables and score cards. Only tables."""

from __future__ import annotations

GAMES = frozenset(
    "striker midfielder defender goalkeeper wicket wickets innings overs halftime quarter-final quarter-finals semifinal semifinals "
    "semi-final semi-finals playoff playoffs play-off qualifier fixture homers touchdown touchdowns rebounds halfback flanker "
    "fly-half scrum-half catcher pitcher quarterback relegation equaliser scoreless goalless postponed midfield penalties "
    "cricket rugby football basketball baseball tennis soccer".split()
)
GAMES_TOO = frozenset(
    "match matches goal goals coach league season cup penalty standings tournament team teams player players champion champions "
    "championship club clubs game games scored draw referee title kick header squad striker win beat victory injury fans".split()
)
POSITIONS = frozenset(
    "striker midfielder defender goalkeeper keeper winger forward playmaker captain skipper flanker prop hooker lock scrum-half "
    "fly-half centre fullback full-back fans supporters players side team squad defence defense midfield substitute sweeper "
    "fast-bowler quarterback linebacker pitcher shortstop outfielder guard goalie netminder coach manager boss".split()
)
PLAYING = frozenset(
    "are were have play meet face host beat won lost drew defeated take need lead led trail remain scored equalised "
    "finished clinched drop dropped slipped moved climbed stayed top travel visit thrashed crushed edged hammered knocked "
    "have".split()
)
AT_PLACES = frozenset(
    "in at near around outside inside to from of into through via across visiting towards toward".split()
)
TRANSFERS = frozenset(
    "joined signed moved transferred loan bought sold traded loaned arrived transfer switched move".split()
)
AGAINST = frozenset(
    "against versus v vs beat beating over thrashed defeated overcame edged hammered held face facing host hosting".split()
)
MOVING = frozenset(("from", "to", "with", "for", "by", "on"))
COLUMNS = frozenset(
    "W L T D P F A GF GA GD GB PTS PCT Pts Pct Played Won Drawn Lost Points CLOSE CHANGE Close Change VOLUME Volume DIVISION "
    "CONFERENCE Division Conference League LEAGUE RESULTS Results STANDINGS Standings First Second Third Fourth Halftime "
    "Attendance Total Extras Premier Group GROUP Pool POOL Teams Team Scorers".split()
)
OUT = frozenset({"b", "c", "lbw", "st"})
SECONDS = frozenset("one two three four five six seven eight nine ten same".split())
BEHIND_RESULT = frozenset(("", ",", ";", "bt", "and", "-", "def"))
