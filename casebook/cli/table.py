"""Every command: which file holds it, and what it does in a line, so that neither needs loading."""

from __future__ import annotations

#: What the commands are for, as ``--help`` and ``docs/commands.md`` group them.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Bringing coverage in": (
        "crawl", "fetch", "follow-up", "ingest", "backfill", "read", "resolve", "relink",
        "replay", "rejected",
    ),
    "Sources": ("sources",),
    "Looking": ("incidents", "changes", "show", "search", "why"),
    "Reviewing": ("inbox", "queue", "serve", "account"),
    "Deciding": ("accept", "hold", "exclude", "merge", "apart", "split", "set", "undo"),
    "Handing over": (
        "export", "push", "webhook", "deliver", "validate", "compare", "rule", "coverage",
        "release", "corrections", "trial", "import",
    ),
    "Operating": ("schedule", "work", "alerts", "status", "runs", "show-run", "config"),
    "Keeping": ("backup", "restore", "document", "tidy", "redact"),
    "Checking": ("evaluate", "doctor", "demo"),
}  # fmt: skip

#: In the order ``--help`` lists them.
COMMANDS: dict[str, tuple[str, str]] = {
    "crawl": ("collect", "One pass over the sources: discover, fetch, keep, read, resolve."),
    "fetch": (
        "collect",
        "Fetch single stories, from addresses that were pasted or stand in a table; read, resolve.",
    ),
    "follow-up": (
        "collect",
        "Fetch again the stories that may have changed, search for open cases; read, resolve.",
    ),
    "ingest": ("collect", "Take coverage in from files, then read and resolve it."),
    "read": (
        "collect",
        "Read what is kept and unread; what an earlier reader read stays as it is (see `replay`).",
    ),
    "resolve": ("collect", "Link new reports to incidents; or try out another threshold."),
    "replay": (
        "collect",
        "Derive everything again from archive and decisions, beside what is; then switch.",
    ),
    "rejected": (
        "collect",
        "What could not be used, and why: lines and records of files, pages of the web.",
    ),
    "incidents": ("look", "The incidents: when, where, who, and by how much coverage we know it."),
    "show": (
        "look",
        "One incident: its sources, each value with the sentences behind it, who dissents.",
    ),
    "why": (
        "tracing",
        "What became of one story: who showed it, what it answered, why it is in or is not.",
    ),
    "changes": (
        "news",
        "What changed since a day: incidents that came, changed, were merged, split or withdrawn.",
    ),
    "queue": (
        "inbox",
        "What only a person can settle: pairs “same or different?”, values told anew, stale words.",
    ),
    "inbox": (
        "inbox",
        "Candidates new since you last looked, each with the sentence it is judged by.",
    ),
    "accept": ("decide", "Accept an incident: the values shown are pinned."),
    "hold": ("decide", "Hold an incident back until more is known."),
    "exclude": (
        "decide",
        "Leave an incident out of the record; it stays visible, with the reason.",
    ),
    "merge": ("decide", "Say that two incidents are one."),
    "apart": (
        "decide",
        "Say that two incidents are not one: they never join, and nobody is asked again.",
    ),
    "split": ("decide", "Say that some of an incident's articles are about something else."),
    "undo": ("decide", "Take a decision back; alone, the caller's own last one, after showing it."),
    "set": ("decide", "Correct a value: it stands above every claim, and the claims stay."),
    "export": (
        "handover",
        "Write the record out: incidents, victims, articles, claims, judgements or changes.",
    ),
    "import": (
        "own_record",
        "Take a hand-kept record in: each row an accepted incident, its filled cells pinned.",
    ),
    "validate": (
        "own_record",
        "Check a file against a shape: every cell that database would not take, line by line.",
    ),
    "compare": (
        "holding",
        "Hold ours against somebody's list: matched, differing, only ours, only theirs and why.",
    ),
    "rule": (
        "holding",
        "Rule on a row of somebody's list: kept, and used whenever it is compared again.",
    ),
    "coverage": (
        "holding",
        "What was really watched: per state and month outlets, days read, delay, single sources.",
    ),
    "release": (
        "freeze",
        "Freeze what may leave under a name, with checksums and what changed since the last one.",
    ),
    "trial": (
        "freeze",
        "Read the addresses of your own rows and say where we would differ; nothing is written.",
    ),
    "corrections": (
        "freeze",
        "Reviewers' corrections as one CSV that can live in git: out, or with FILE in.",
    ),
    "work": (
        "operate",
        "Help the scheduler from this machine: crawl what is due, read, for as long as it runs.",
    ),
    "status": (
        "watch",
        "What runs, what ran, what is late, what waits; exit status 1 when something is wrong.",
    ),
    "runs": ("watch", "The last runs: what each did, and how it ended."),
    "show-run": (
        "watch",
        "One run's manifest: code, configuration, counts, what was dropped and why, each source.",
    ),
    "config": (
        "watch",
        "Every setting: its value, where that comes from, what it does. Secrets are not shown.",
    ),
    "search": (
        "keep",
        "Search what articles say now: the best first, with the words around what was found.",
    ),
    "push": (
        "keep",
        "Keep another SQL database in step: the incidents that may leave, in plain columns.",
    ),
    "deliver": ("telling", "Send what waits to be told to others over HTTP: changes, alerts."),
    "redact": (
        "keep",
        "Take an address, a person or a value out of what leaves, is shown, or is kept at all.",
    ),
    "tidy": (
        "keep",
        "Let go what the settings keep_irrelevant_days and keep_sent_days do not keep any longer.",
    ),
    "backup": (
        "keep",
        "Back up database and archive, with checksums; crawling may go on meanwhile.",
    ),
    "restore": (
        "keep",
        "Restore a backup into an empty database and an archive; what was redacted since stays so.",
    ),
    "serve": ("serve", "Serve the review pages and the API, on loopback unless told otherwise."),
    "evaluate": (
        "check",
        "Read and resolve labelled articles in a throw-away database, and score what comes out.",
    ),
    "doctor": ("check", "Check the installation, the database, the archive, the sources."),
    "demo": (
        "demonstrate",
        "Crawl the bundled newsroom over HTTP on loopback and show what comes of it.",
    ),
    "backfill": ("reach", "Screen and read WARC files, one task a file, then load what was found."),
    "relink": (
        "reach",
        "Link everything again on an engine: what “resolve --from-scratch” gives, by many hands.",
    ),
    "schedule": (
        "operate",
        "The service: crawl what is due, read, resolve, for as long as it runs.",
    ),
    "alerts": (
        "operate",
        "What people want to be told of: “casebook schedule” holds every change against it.",
    ),
    "webhook": ("telling", "Who is told of changes over HTTP."),
    "document": ("keep", "What is not a news page."),
    "account": (
        "account",
        "Accounts for serving the pages beyond this machine: add, list, role, password, close.",
    ),
    "sources": (
        "outlets",
        "Where coverage is found: how each source does, what is wrong, how to add one.",
    ),
}
