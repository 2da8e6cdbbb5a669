"""A bullet and its way, as fragments of patterns: "one went through him and struck"."""

from pipeline.language.actors import POLICE

#: What a bullet is called.
KINDS = r"(?:bullets?|rounds?|shots?|slugs?|fragments?|ricochets?)"
_NTH = r"(?:first|second|third|fourth|fifth|last|final|other|same|single|stray|errant|fatal)"
_HIT = (
    r"(?:hit|struck|wounded|killed|grazed|clipped|nicked|caught|injured|creased|cut|pierced|entered"
    r"|shattered|broke|(?:hitt|strik|wound|kill|graz|injur)ing)"
)
#: Where somebody is hit.
PART = (
    r"(?:head|face|eye|ear|cheek|jaw|neck|throat|shoulder|arm|forearm|elbow|wrist|hand|chest|lung|stomach|abdomen|side|spine|back"
    r"|hip|thigh|leg|knee|calf|shin|foot|ankle|scalp|skull|pelvis|collarbone|ribs?|groin)s?"
)
#: What is left of "one", "another", "the second" where no bullet is named: it goes or hits.
_GOES = (
    rf"(?=,\s|\s+(?:(?:had|also|then|apparently|first)\s+)*(?:of\s+(?:them|which|those)|went|passed|came|that|from|ricocheted"
    rf"|exited|travell?ed|tore|missed|flew|{_HIT}))"
)
_OF_THEM = rf"(?:\s+of\s+(?:the|his|her|their|{POLICE}['’]s?)\s+(?:[\w-]+\s+){{0,2}}{KINDS})?"
#: Where a clause begins whose subject is a bullet, or one of those just fired.
BULLET = (
    r"(?:^|(?<=[;:,—“”\"]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s))(?:"
    rf"(?:(?:an?|the|one|another|that|two|three|his|her|their)\s+)(?:{_NTH}\s+)?{KINDS}\b{_OF_THEM}|(?:bullets|rounds|shots|fragments)\s+(?:that|from)\b"
    rf"|(?:one|two|three|another|the\s+(?:first|second|third|last|other)|an?\s+(?:second|third|fourth))"
    rf"(?:\s+of\s+(?:the|his|her|their|{POLICE}['’]s?)\s+(?:[\w-]+\s+){{0,2}}{KINDS}\b|{_GOES}))"
)
#: From there to who was hit.
WAY = (
    rf"(?:(?!\b(?:who|when|because|says?|said|told|suspect['’]s|gunman['’]s|(?:his|her)\s+own|by\s+(?!{POLICE}))\b)[^.;:]){{0,90}}?"
    rf"\b(?:{_HIT}|into|lodged\s+in|(?:tore|went|passed)\s+through)"
)
#: "The shoulder of": between that and who it is.
PART_OF = rf"\s+(?:(?:the|an?)\s+(?:[\w-]+\s+)?{PART}\s+of\s+)?"
