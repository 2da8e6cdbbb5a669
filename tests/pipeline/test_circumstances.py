"""How the shooting went, read from hand-made passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.circumstances import events
from pipeline.circumstances import read as read_heard
from pipeline.gunfire.cues import told
from pipeline.language.text import normalise, sentences
from pipeline.records import Article, Basis, Claim, Mention, Passage, Person, Role, Span, Where


def passage(text: str, title: str = "") -> Passage:
    article = Article("u", "u", title, text)
    return Passage(article, sentences(article), date(2023, 6, 14))


def read(told_in: Passage, people: Sequence[Person]) -> tuple[Claim, ...]:
    return read_heard(told_in, people, told(told_in.sentences))


def values(text: str, *people: Person) -> dict[str, object]:
    found: dict[str, object] = {}
    for claim in read(passage(text), people):
        found.setdefault(claim.field, claim.value)
    return found


def person(n: int, text: str, name: str) -> Person:
    start = text.index(name)
    mention = Mention(Span(Where.TEXT, start, start + len(name)), name, True)
    return Person(n, Role.SHOT_BY_POLICE, name, (name,), (mention,))


@pytest.mark.parametrize(
    ("text", "armed"),
    [
        ("He pointed a handgun at the officers, police said.", "firearm"),
        ("The man lunged at a deputy with a kitchen knife.", "knife"),
        ("She was holding a pair of scissors.", "other"),
        ("Police shot an unarmed man.", "unarmed"),
        ("The pistol he held was an airsoft gun, the chief said.", "replica"),
        ("He drove his pickup truck toward a deputy.", "vehicle"),
        ("Police would not say whether he was armed.", "undetermined"),
        ("He raised what appeared to be a handgun.", "undetermined"),
        ("A man came at deputies with a metal object.", "other"),
        ("He drove the truck in the direction of team members.", "vehicle"),
        ("She walked from Elm Drive to where a police officer shot him in a car.", None),
        ("He removed what appeared to be a firearm from his waistband.", "undetermined"),
        ("A rod is in his right hand as officers fire. The tire iron is in his hand.", "other"),
        ("Shots were fired, based on information from police.", None),
        ("The officer drew his service weapon.", None),
        ("Nobody said anything of note.", None),
    ],
)
def test_armed(text: str, armed: str | None) -> None:
    assert values(text).get("armed") == armed


@pytest.mark.parametrize(
    ("text", "armed"),
    [
        ("He came at the deputy swinging a length of pipe.", "other"),
        ("He refused to put the blade down.", "knife"),
        ("The man shot a deputy before he was killed.", "firearm"),
        ("The gun was not real, the chief said.", "replica"),
        ("The object in his hand was a vape pen.", "unarmed"),
        ("The driver put the car in gear at the trooper, who fired.", "vehicle"),
        ("She struck an officer with a beer bottle, police said.", "other"),
        ("The trooper's baton was taken from him, and he fired.", "other"),
        ("He wrestled away the deputy's Taser before he was shot.", "other"),
        ("Deputies set down their batons; one held a bottle of water.", None),
        ("He could walk with a cane again after officers shot him.", None),
        ("The pistol he raised was a cap gun, the chief said.", "replica"),
        ("The revolver was a toy made of tin.", "replica"),
        ("Police blew up a toy car with a robot.", None),
        ("The rifle wasn't loaded when police shot him, his wife said.", "firearm"),
        ("He held a revolver to a cashier's head.", "firearm"),
        ("The minivan was rolling toward the trooper, who fired.", "vehicle"),
        ("An officer was dragged by the car before he fired.", "vehicle"),
        ("A man in a parked truck hit a deputy with a shovel.", "other"),
        ("Neither of the two was armed, the chief said.", "unarmed"),
        ("No knife was ever found, the sheriff said.", "unarmed"),
        ("The boy had nothing in his hands.", "unarmed"),
        ("Divers are searching the pond for a weapon.", "undetermined"),
        ("Police have not described the weapon.", "undetermined"),
        ("Police killed a hostage's unarmed neighbor.", None),
    ],
)
def test_armed_in_other_words(text: str, armed: str | None) -> None:
    assert values(text).get("armed") == armed


def test_unarmed_by_one_side_and_nothing_official_is_undetermined() -> None:
    text = "A pistol was photographed in the alley. His lawyer said he had not carried any gun."
    claims = [one for one in read(passage(text), ()) if one.field == "armed"]
    assert claims[0].value == "undetermined"
    told = {(one.value, str(one.asserted_by)) for one in claims[1:]}
    assert told == {("firearm", "outlet"), ("unarmed", "lawyer")}  # both accounts stand


@pytest.mark.parametrize(
    ("text", "shots"),
    [
        ("The officer fired three times, the chief said.", 3),
        ("A total of 12 rounds were fired by deputies.", 12),
        ("Officers fired 11 shots at him.", 11),
        ("Police fired at least four rounds.", None),
        ("He fired three shots at the officers.", None),
        ("He died of three gunshot wounds.", None),
        ("An officer fired a warning shot.", None),
        ("Officer Bo Teller fired four times. Officer Ida Crane fired twice.", 6),
        ("The article said nine shots were fired. The chief now says officers fired 11.", 11),
        ("The sergeant shot a man he shot at twice.", 2),
        ("One shot, the suit says, passed through the door.", None),
        ("The officer fired twice after a Taser did not work.", 2),
        ("The officer fired a Taser twice.", None),
        ("He bled to death after a single bullet from Poe's sidearm.", 1),
        ("It was one round from the deputy's pistol.", 1),
        ("Two shot by deputies in Dale.", None),
        ("The officer fired twenty-one rounds, the chief said.", 21),
        ("The officers fired between 12 and 15 rounds.", None),
        ("Between twelve and fifteen shots were fired by police.", None),
        ("Each officer carries 45 rounds, the chief said.", None),
        ("“I have watched that second shot fifty times,” the lawyer said.", None),
        ("The round, one of four from the trooper's rifle, hit a wall.", 4),
    ],
)
def test_shots_fired_by_police(text: str, shots: int | None) -> None:
    assert values(text).get("shots_fired") == shots


@pytest.mark.parametrize(
    ("text", "shots"),
    [
        ("One of them fired his gun four times and the other once.", 5),
        ("Deputy Ames fired two rounds and Trooper Lund of the state police fired six.", 8),
        ("She fired once from the porch. Her partner, Deputy Ole Lund, fired five times.", 6),
        ("Lund shot four times and Ames three times.", 7),
        ("Three deputies fired two rounds each at the man.", 6),
        ("Both officers fired twice.", 4),
        ("Two troopers fired, nine times between them.", 9),
        ("The sergeant fired seven times, the deputy two.", 9),
        ("Deputy Lund pulled the trigger three times.", 3),
        ("Officer Lund fired the only shot.", 1),
        ("An officer squeezed off six shots.", 6),
        ("He was struck by the second of seven shots.", 7),
        ("The officer opened fire, hitting him twice in the leg.", None),
        ("Neighbors said they heard five or six shots.", None),
        ("The man fired three times and the officer ducked twice.", None),
        ("Officers fired two rounds each.", None),
        ("Officers Ole Lund and Ida Crane fired. Each officer fired once.", None),
        ("Two patrolmen came. He swung a cane. Each patrolman fired once.", 2),
        ("Two deputies came. Three officers stayed. Each fired once.", None),
        ("Two officers, Ole Lund and Ida Crane, fired one shot each.", 2),
        ("Officers Ole Lund, Ida Crane and Bo Teller each fired once.", 3),
        ("On Tuesday, Officers Ole Lund and Ida Crane each fired once.", 2),
    ],
)
def test_shots_told_shooter_by_shooter(text: str, shots: int | None) -> None:
    assert values(text).get("shots_fired") == shots


def test_a_long_run_of_capitals_before_each_does_not_hang() -> None:
    text = f"Officers {'A' * 200} 7 and Bo Teller each fired once."
    assert values(text).get("shots_fired") == 2


@pytest.mark.parametrize(
    ("text", "camera"),
    [
        ("The deputy wears a body camera on patrol. He did not have one that day.", False),
        ("Body camera video shows the man running.", True),
        ("The officers were not wearing body cameras.", False),
        ("The department does not have body cameras.", False),
        ("A neighbor's doorbell recorded it.", None),
        ("They have video from six cameras, one of them on the officer's vest.", True),
        ("A camera on the deputy's chest was running.", True),
    ],
)
def test_body_camera(text: str, camera: bool | None) -> None:
    assert values(text).get("body_camera") == camera


@pytest.mark.parametrize(
    ("text", "fleeing"),
    [
        ("He ran from the officers and was shot.", "foot"),
        ("He led deputies on a high-speed chase.", "car"),
        ("The man lunged at an officer with a knife.", "not"),
        ("He took off in a car. He ran from it and was shot.", "foot"),
        ("He ran. Then he sped off in a truck and was shot.", "car"),
        ("People ran for cover.", None),
        ("She saw the shock on peoples' faces as they ran from the building.", None),
        ("The bailiffs ran to where the shots were fired.", None),
        ("Police said that he had hopped a fare gate.", None),
        ("The pistol was that of another boy who ran.", None),
    ],
)
def test_fleeing(text: str, fleeing: str | None) -> None:
    assert values(text).get("fleeing") == fleeing


@pytest.mark.parametrize(
    ("text", "camera"),
    [
        ("No trooper at the scene had a body camera switched on.", False),
        ("Tate County buys its deputies no body cameras.", False),
        ("The constables don't carry body cameras.", False),
        ("Their body cameras were not activated until after the shots.", False),
        ("The deputy's body camera was turned off.", False),
        ("Body cameras are shared by the night shift. This officer was not assigned one.", False),
        ("Ames bought body cameras in May; the county does not have any.", False),
        ("Police will start wearing body cameras in the spring.", False),
        ("No camera captured the struggle.", False),
        ("The sheriff had not released the body camera video.", True),
        ("Both deputies' cameras had been rolling.", True),
        ("The footage, from two body-worn cameras, lasts a minute.", True),
        ("He turned his body camera off after the shooting, but it caught the shots.", True),
        ("Police did not say whether the officer wore a body camera.", None),
        ("Reserve officers are not required to carry a body camera.", None),
        ("A camera above the store's door recorded the car.", None),
    ],
)
def test_cameras_lacking_coming_and_kept_back(text: str, camera: bool | None) -> None:
    assert values(text).get("body_camera") is camera


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Police shot the boy after he dashed down an alley.", "foot"),
        ("He slipped out a back window when deputies knocked.", "foot"),
        ("The suspect clambered over a hedge before an officer fired.", "foot"),
        ("An officer went after the teen and shot him.", "foot"),
        ("The sedan kept going for 3 miles before troopers shot its driver.", "car"),
        ("She begged the driver to pull over before the trooper fired.", "car"),
        ("A chase through two counties ended when deputies fired.", "car"),
        ("He tried to ram his way out of the lot and was shot.", "car"),
    ],
)
def test_flight_in_other_words(text: str, how: str) -> None:
    assert values(text).get("fleeing") == how


@pytest.mark.parametrize(
    "text",
    [
        "He stood in the hallway with an ax when officers fired.",
        "She moved slowly toward the deputies, who shot her.",
        "A Taser did not stop the man, who came at them with a hammer.",
    ],
)
def test_who_faces_police_does_not_flee(text: str) -> None:
    assert values(text).get("fleeing") == "not"


def test_a_gun_in_hand_says_nothing_of_flight_and_a_hammer_does() -> None:
    assert "fleeing" not in values("A Taser did not stop the man, who was holding a gun.")
    assert values("A Taser did not stop the man, who was holding a hammer.")["fleeing"] == "not"


def test_who_drives_at_police_drove_off_by_inference() -> None:
    claims = read(passage("An officer shot the driver. The car struck an officer in the leg."), ())
    (claim,) = [one for one in claims if one.field == "fleeing"]
    assert (claim.value, claim.basis) == ("car", Basis.INFERRED)


def test_a_story_of_gunfire_without_a_word_of_flight_says_nothing_of_it() -> None:
    notice = "An officer shot a man on Elm Street. He died."
    more = " It was 9 p.m. His mother was told at dawn. The county will review it."
    assert values(notice + more).get("fleeing") is None
    assert values(notice + " He had stood on his porch." + more).get("fleeing") == "not"


def test_no_flight_told_is_an_inference() -> None:
    claims = read(passage("The man lunged at an officer."), ())
    (claim,) = [one for one in claims if one.field == "fleeing"]
    assert claim.basis is Basis.INFERRED
    assert claim.quote is None


@pytest.mark.parametrize(
    ("text", "fatal", "outcome"),
    [
        ("Officers shot the man. He died at the scene.", True, "died_scene"),
        ("Officers shot the man. He died at a hospital two hours later.", True, "died_later"),
        ("Officers shot the man. He was flown to a hospital. He died there.", True, "died_later"),
        ("Officers shot the man. He fell by his car and died there.", True, "died_scene"),
        ("Police shot a man, who is in critical condition.", False, "critical"),
        (
            "Police shot a man, wounding him. The injured man is no longer critical.",
            False,
            "survived",
        ),
        (
            "Police shot a man. He was upgraded from critical to stable condition.",
            False,
            "survived",
        ),
        (
            "Police shot a man, wounding him. None of his injuries are life-threatening.",
            False,
            "survived",
        ),
        ("Police shot and wounded a man, who is expected to survive.", False, "survived"),
        ("Two officers who killed Nell Quarrie will not be charged.", True, None),
        ("A man was shot. An officer was killed in the gunfire.", None, None),
        ("Police shot the man, who had threatened to kill his wife.", None, None),
        ("Police shot a man. It was the spree that killed 14.", None, None),
        ("Police shot a man. In all there were 3 dead, 2 hurt.", None, None),
        ("The mother of two killed by police had called for help.", True, None),
    ],
)
def test_outcome(text: str, fatal: bool | None, outcome: str | None) -> None:
    found = values(text)
    assert found.get("fatal") is fatal
    assert found.get("outcome") == outcome


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Police shot the man in the leg.", False),
        ("Police shot the man in the leg. He is in stable condition.", True),
    ],
)
def test_where_a_shot_hit_tells_who_lives_only_to_who_infers_it(text: str, stated: bool) -> None:
    [fatal] = [one for one in read(passage(text), ()) if one.field == "fatal"]
    assert fatal.value is False
    assert (fatal.basis is Basis.STATED) is stated


@pytest.mark.parametrize(
    "told_of",
    [
        "Nell Quarrie filed a wrongful death suit over her husband.",
        "Nell Quarrie's grown son had died of an overdose.",
        "A judge said that Nell Quarrie had wanted to be killed.",
    ],
)
def test_somebody_elses_death_or_none_is_not_the_persons(told_of: str) -> None:
    text = f"Police shot a woman. {told_of}"
    found = {
        one.field: one.value for one in read(passage(text), (person(0, text, "Nell Quarrie"),))
    }
    assert found.get("fatal") is not True


@pytest.mark.parametrize(
    "more",
    [
        "Neighbors, however, said Quarrie was at home.",
        "The sister of shooting victim Nell Quarrie said she knew nothing.",
        "A boy was also injured.",
        "Two are still in critical condition.",
        "Two others were hurt, and they have been released from the hospital.",
        "Nell Quarrie survived her injuries for a day before she died.",
    ],
)
def test_what_others_do_says_not_that_somebody_lives(more: str) -> None:
    text = f"A man shot at Nell Quarrie and others. {more}"
    hit = replace(person(0, text, "Nell Quarrie"), role=Role.SHOT_BY_OTHER)
    spans = [match.span() for match in re.finditer("Nell Quarrie|(?<!Nell )Quarrie", text)]
    mentions = tuple(Mention(Span(Where.TEXT, a, b), text[a:b], True) for a, b in spans)
    found = read(passage(text), (replace(hit, mentions=mentions),))
    assert not [one for one in found if one.field == "fatal" and one.value is False]


def test_outcomes_belong_to_their_people() -> None:
    text = "Deputies shot and killed Abel Orrin. Nell Quarrie was wounded in the leg."
    found = read(passage(text), (person(0, text, "Abel Orrin"), person(1, text, "Nell Quarrie")))
    assert {one.person: one.value for one in found if one.field == "fatal"} == {0: True, 1: False}


@pytest.mark.parametrize(
    ("text", "fatal"),
    [
        ("Deputies fired, killing Abel Orrin and Nell Quarrie.", {0: True, 1: True}),
        ("Deputies fired, killing Abel Orrin and wounding Nell Quarrie.", {0: True, 1: False}),
        ("Abel Orrin was killed and Nell Quarrie was wounded.", {0: True, 1: False}),
        ("He was killed, and Nell Quarrie, his girlfriend, was hit. Abel Orrin ran.", {0: True}),
        ("Abel Orrin held a rod; Nell Quarrie stood by. The woman was wounded.", {1: False}),
        ("Abel Orrin and Nell Quarrie were shot. The coroner identified Orrin.", {}),
        (
            "Abel Orrin and Nell Quarrie were shot. Orrin's young daughter is in stable condition.",
            {},
        ),
        ("Poe is charged with the murder of Abel Orrin and Nell Quarrie and awaiting trial.", {}),
    ],
)
def test_of_two_people_each_has_their_own_end(text: str, fatal: dict[int, bool]) -> None:
    heard = told(passage(text).sentences)
    people = (person(0, text, "Abel Orrin"), person(1, text, "Nell Quarrie"))
    stated = (Claim("gender", "female", person=1),)
    found = read_heard(passage(text), people, heard, stated)
    assert {one.person: one.value for one in found if one.field == "fatal"} == fatal


@pytest.mark.parametrize(
    ("text", "fatal"),
    [
        ("Police shot a man. The coroner's office identified him as Abel Orrin.", True),
        ("Police shot Orrin. He is survived by two sons.", True),
        ("Police shot a man, who survived.", False),
        ("Police shot a man. Officers also found a woman dead inside.", None),
        ("Police shot a man. The name was held until next of kin were told.", True),
        ("Police shot a man who had killed his roommate. He had surgery on Friday.", False),
        ("Police shot a man who had fatally stabbed a neighbor. He is in a hospital.", False),
        ("Police shot a man. He was pronounced dead at a hospital.", True),
    ],
)
def test_death_in_other_words(text: str, fatal: bool | None) -> None:
    assert values(text).get("fatal") is fatal


@pytest.mark.parametrize(
    ("told_of", "fatal"),
    [
        ("Abel Orrin, now 31, teaches shop.", False),
        ("Abel Orrin is 40 now and walks slowly.", False),
        ("Abel Orrin would be 40 now.", True),
        ("The bullet left Abel Orrin with no feeling below the waist.", False),
        ("One round struck Abel Orrin, 33, in the foot.", False),
        ("An officer's bullet struck the left calf of Abel Orrin.", False),
        ("An officer's bullet went through the left calf of Abel Orrin.", None),
        ("Abel Orrin had a wound to the shoulder.", False),
        ("Abel Orrin had wounded a deputy in the hand.", None),
        ("A bullet struck a deputy in the hand, Abel Orrin's mother said.", None),
        ("Surgeons saved his life, an aunt of Abel Orrin said.", False),
        ("Abel Orrin appeared in county circuit court on a gurney.", False),
        ("Abel Orrin is accused of assault on an officer.", False),
        ("Abel Orrin contends that he had dropped the rake.", False),
        ("Bail for Abel Orrin stayed at $1 million.", False),
        ("How did Abel Orrin die?", True),
        ("They shot a dog beside Abel Orrin, too. It died.", None),
    ],
)
def test_an_end_is_told_by_what_became_of_the_person(told_of: str, fatal: bool | None) -> None:
    text = f"Police shot a man on Monday. {told_of}"
    claims = read(passage(text), [person(0, text, "Abel Orrin")])
    assert next((one.value for one in claims if one.field == "fatal"), None) is fatal


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("An off-duty officer shot the man.", "duty", "off"),
        ("A bystander was struck by a stray bullet.", "bystander", True),
        ("The officer accidentally shot the boy.", "accidental", True),
        ("He shot himself as officers came in.", "self_inflicted", "yes"),
        ("SYDNEY, Australia — Police shot a man.", "us", False),
        ("LAKEPORT, Ohio — Police shot a man.", "us", True),
        ("Police in Cuba, Missouri, and Paris, Texas, shot a man.", "us", True),
        ("Officers shot the man twice.", "hit_by_police", "yes"),
        ("It is unclear whether he was struck by police.", "hit_by_police", "pending"),
    ],
)
def test_scope(text: str, field: str, value: object) -> None:
    assert values(text)[field] == value


def event(text: str) -> dict[str, Claim]:
    return {str(claim.value): claim for claim in events(passage(text))}


@pytest.mark.parametrize(
    ("text", "kind", "result"),
    [
        ("Prosecutors will not charge the officer.", "charge_decision", "not charged"),
        ("The officer was charged with manslaughter.", "charge_decision", "charged"),
        ("A grand jury indicted the officer.", "indictment", "indicted"),
        ("A jury found the officer not guilty.", "verdict", "acquitted"),
        ("The city agreed to pay $4.5 million.", "settlement", "$4.5 million"),
    ],
)
def test_events(text: str, kind: str, result: str) -> None:
    assert event(text)[kind].detail["result"] == result


def test_an_event_has_its_day() -> None:
    told = event("The officer was charged Tuesday with manslaughter.")
    assert told["charge_decision"].detail["date"] == "2023-06-13"


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("On Monday, prosecutors cleared the officer of the June 3 killing.", "charge_decision",
         "2023-06-12"),
        ("The trooper charged in a fatal shooting last month pleaded guilty Monday.", "verdict",
         "2023-06-12"),
        ("The city released body camera video Monday of a chase last week.", "video",
         "2023-06-12"),
        ("Jury acquits former officer in June 3 killing on Elm Street", "verdict", None),
        ("Prosecutor: Deputies justified in Saturday night's fatal shooting", "charge_decision",
         None),
        ("Newly released video shows the last moments of a chase Saturday that ended with an "
         "officer firing.", "video", None),
        ("An autopsy of the man who was shot by deputies Saturday found two wounds.", "autopsy",
         None),
    ],
)  # fmt: skip
def test_the_day_of_the_shooting_is_not_that_of_what_followed(
    text: str, kind: str, day: str | None
) -> None:
    assert event(text)[kind].detail.get("date") == day


@pytest.mark.parametrize(
    "said",
    [
        "Ann Roe, his older sister, identified him as Dale Roe, 20.",
        "The man was identified by his coworkers as Dale Roe, 20.",
        "Family members identified the man as Dale Roe.",
    ],
)
def test_a_name_told_by_kin_is_released_by_nobody(said: str) -> None:
    shot = (Person(0, Role.SHOT_BY_POLICE, "Dale Roe", ("Dale Roe", "Roe")),)
    assert "name_release" not in {claim.value for claim in events(passage(said), shot)}


@pytest.mark.parametrize(
    "said",
    [
        "Dale Roe was identified as the driver of the car.",
        "Two neighbors identified Dale Roe as a suspect.",
        "Police have named Dale Roe as their suspect.",
        "His aunt, identified by police as Ann Roe, was not hurt.",
    ],
)
def test_a_name_is_released_of_who_was_shot_by_saying_the_name(said: str) -> None:
    shot = (Person(0, Role.SHOT_BY_POLICE, "Dale Roe", ("Dale Roe", "Roe")),)
    kinds = {claim.value for claim in events(passage(said), shot)}
    assert "name_release" not in kinds
    told = events(passage("The man was identified Friday as Dale Roe."), shot)
    assert [claim.value for claim in told] == ["name_release"]


@pytest.mark.parametrize(
    "text",
    ["There are no known charges.", "Prosecutors will decide whether to charge the officer."],
)
def test_no_decision_is_not_a_decision(text: str) -> None:
    assert "charge_decision" not in event(text)


def test_a_video_withheld_is_not_released() -> None:
    assert "video" not in event("The bureau has declined to release any video of the shooting.")
    assert "video" in event("The city released video of the shooting on Monday.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orrin pleaded guilty to a gun charge years before.", "verdict"),
        ("He was sentenced to eight years in prison for robbery.", "sentence"),
        ("A grand jury indicted the suspect on assault charges.", "indictment"),
        ("When the smoke cleared, two people lay on the ground.", "charge_decision"),
        ("The scene was cleared by 4 a.m., and traffic was cleared soon after.", "charge_decision"),
        ("Officers cleared traffic from the lanes.", "charge_decision"),
        ("The college has been cleared by law enforcement.", "charge_decision"),
        ("People were cleared out of the hall.", "charge_decision"),
        (
            "The teen, who was shot by an officer Monday, was charged with robbery.",
            "charge_decision",
        ),
        ("The family had settled in Lakeside in 2010.", "settlement"),
        ("Two men chose to settle a dispute with guns.", "settlement"),
        ("As a convicted felon he could not own one, an officer said.", "verdict"),
        ("As officers came, several gunshots were fired.", "discipline"),
        ("The medical examiner identified the dead man as Dale Roe.", "autopsy"),
        ("He showed off a gun on video chat.", "video"),
        ("A man sued the city over another incident.", "civil_suit"),
        ("The officers were identified as Dale Roe and Ann Pell.", "name_release"),
        ("A judge will hear the petition to release the video.", "video"),
        ("The coroner will perform an autopsy on Friday.", "autopsy"),
    ],
)
def test_what_befell_others_is_no_event_of_the_incident(text: str, kind: str) -> None:
    assert kind not in event(text)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("They had practised at gun ranges near the city.", "armed"),
        ("The officer is charged with manslaughter with a firearm.", "armed"),
        ("The cause of death is linked to the stabbing.", "armed"),
        ("Officers laid stop sticks across the road.", "armed"),
        ("They were armed and fired 65 to 75 rounds.", "shots_fired"),
        ("An off-duty deputy took part in the chase but did not fire his weapon.", "duty"),
        ("Five of the nine puppies have survived so far.", "fatal"),
    ],
)
def test_what_only_looks_like_it_gives_no_value(text: str, field: str) -> None:
    assert field not in values(text)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The man ran at the officers with a knife.", "foot"),
        ("The boy ran out of the house wielding a machete.", "foot"),
        ("Several family members ran out of the home.", "foot"),
        ("Other officers took down the tape, got in their cars and drove away.", "car"),
    ],
)
def test_running_at_police_or_as_a_bystander_is_no_flight(text: str, how: str) -> None:
    assert values(text).get("fleeing") != how


def test_the_title_tells_the_flight_that_counts() -> None:
    told = passage("He failed to pull over and sped off.", "Man shot by police during foot chase")
    found = {claim.field: claim.value for claim in read(told, ())}
    assert found["fleeing"] == "foot"


WORDS = st.sampled_from(
    "officers shot man he died a knife gun fired 3 times ran . \n\n “ body camera killed police "
    "was Nell Quarrie charged $4 million hospital unarmed no – é 𝔘".split(" ")
)


@settings(deadline=None)  # the first text loads the word lists
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_quotes_always_check_out(text: str) -> None:
    told = passage(normalise(text), normalise(text[:60]).replace("\n", " "))
    for claim in (*read(told, ()), *events(told)):
        if claim.basis is Basis.INFERRED:
            assert claim.quote is None
            continue
        assert claim.quote is not None
        source = told.article.title if claim.quote.where is Where.TITLE else told.article.text
        assert claim.as_written
        assert claim.as_written in source[claim.quote.start : claim.quote.end]


def test_a_weapon_named_in_a_charge_is_inferred() -> None:
    told = passage("Police shot a man. He was charged with possession of a handgun by a felon.")
    found = {claim.field: claim for claim in read(told, ())}
    assert (found["armed"].value, found["armed"].quote) == ("firearm", None)
    assert found["armed"].basis is Basis.INFERRED
    assert "weapon" not in found


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("body_camera", "Under Ohio law, body-worn camera recordings are not public records."),
        ("accidental", "A bullet hit the man. A police officer was accidentally shot as well."),
    ],
)
def test_what_a_law_says_and_what_befell_an_officer_is_not_of_the_shooting(
    field: str, text: str
) -> None:
    assert field not in values(text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("self_inflicted", "There is no indication that the wound was self-inflicted."),
        ("fatal", "A previous version of this story indicated that the man had died."),
        ("self_inflicted", "The sheriff could not say if deputies hit him or he shot himself."),
        (
            "accidental",
            "Police are to determine how it came to the shooting and whether it was an accident.",
        ),
        ("outcome", "Several were shot. One of the men was taken to a hospital, where he died."),
    ],
)
def test_what_is_denied_taken_back_or_anothers_is_not_told(field: str, text: str) -> None:
    assert values(text).get(field) in (None, False)


def test_shots_that_were_fired_are_no_dismissal() -> None:
    told = passage("Police said that at least 50 shots were fired. The deputy was fired Monday.")
    (event,) = [claim for claim in events(told) if claim.value == "discipline"]
    assert event.as_written is not None
    assert event.as_written.startswith("deputy was fired")


def test_who_pleads_after_a_shooting_between_others_is_not_the_survivor() -> None:
    hit = Person(0, Role.SHOT_BY_OTHER, None)
    told = read(passage("Robert was in court as the boy's uncle pleaded guilty."), [hit])
    assert not [claim for claim in told if claim.field in ("fatal", "outcome")]


@pytest.mark.parametrize(
    "told_of",
    [
        "The boy found the gun and thought it was a toy.",
        "He may have mistaken the gun for a toy gun.",
    ],
)
def test_a_gun_taken_for_a_toy_is_no_toy(told_of: str) -> None:
    assert values(f"A boy shot himself. {told_of}").get("armed") != "replica"


@pytest.mark.parametrize(
    "told_of",
    [
        "It is unclear who the gun belongs to.",
        "It is not known what led to the gunfire.",
        "They would not say how many weapons were found.",
    ],
)
def test_whose_gun_it_was_is_no_doubt_that_there_was_one(told_of: str) -> None:
    assert values(f"A boy was shot. {told_of}").get("armed") != "undetermined"


@pytest.mark.parametrize(
    "told_of",
    [
        "The suspect faces charges of assault.",
        "His uncle was booked into the county jail.",
        "The suspect is due in court on Monday.",
        "No bond has been set yet.",
        "The shooting is being treated as an accident.",
        "Three others were wounded.",
        "The brother-in-law of Abel Orrin said he was sorry.",
        "In all, 13 were injured and one killed.",
    ],
)
def test_what_is_told_of_others_is_no_sign_of_life(told_of: str) -> None:
    text = f"A man shot Abel Orrin. {told_of}"
    hit = replace(person(0, text, "Abel Orrin"), role=Role.SHOT_BY_OTHER)
    assert not [one for one in read(passage(text), [hit]) if one.field in ("fatal", "outcome")]


@pytest.mark.parametrize(
    "told_of",
    [
        "The bullet could easily have killed Abel Orrin.",
        "Abel Orrin said the gunman killed two people.",
        "Abel Orrin spoke of the attack that left five adults dead.",
        "A suspect who shot Abel Orrin killed himself.",
        "His father was 41 when he was killed by a neighbor.",
        "His wife was hit, too, and her unborn child died.",
        "Last summer, one man was killed there.",
        "More people are killed every day.",
        "He ran, leaving behind a trail of blood.",
        "Two young men killed in the park were his friends.",
    ],
)
def test_what_is_told_of_others_is_no_death(told_of: str) -> None:
    text = f"A man shot Abel Orrin in the leg. {told_of}"
    hit = replace(person(0, text, "Abel Orrin"), role=Role.SHOT_BY_OTHER)
    told_dead = [one for one in read(passage(text), [hit]) if one.field == "fatal" and one.value]
    assert not told_dead


def test_one_of_whom_it_is_told_is_none_of_several() -> None:
    text = "An officer shot the suspects. A deputy was hit. He was listed in stable condition."
    hit = replace(person(0, text, "the suspects"), name=None)
    assert not [one for one in read(passage(text), [hit]) if one.field in ("fatal", "outcome")]


def test_what_is_still_to_be_found_out_is_not_told() -> None:
    asked = "An autopsy will determine if the shooting was accidental or intentional."
    assert "accidental" not in values(f"Police shot a man. {asked}")
    assert values("Police shot a man. The shooting was accidental.").get("accidental") is True


def test_survivors_are_nobody_in_particular() -> None:
    assert "fatal" not in values("Police shot the gunman. Survivors told of hiding in a closet.")


def test_both_are_two_of_those_told_of() -> None:
    text = "Abel Orrin, Nell Quarrie and Kurt Wald were shot. Both died."
    three = [person(n, text, name) for n, name in enumerate(("Abel Orrin", "Nell Quarrie"))]
    three.append(person(2, text, "Kurt Wald"))
    assert not [one for one in read(passage(text), three) if one.field == "fatal"]
    named = f"{text} Abel Orrin and Nell Quarrie both died."
    again = read(passage(named), _again(named, three))
    assert [one.person for one in again if one.field == "fatal" and one.value] == [0, 1]


def _again(text: str, people: Sequence[Person]) -> list[Person]:
    """The people with every mention a text has of them."""
    found = []
    for one in people:
        starts = [each.start() for each in re.finditer(str(one.name), text)]
        spans = [Span(Where.TEXT, start, start + len(str(one.name))) for start in starts]
        mentions = tuple(Mention(span, str(one.name), True) for span in spans)
        found.append(replace(one, mentions=mentions))
    return found


def test_an_age_is_no_number_of_shots() -> None:
    aged = "Officer Kurt Wald shot Abel Orrin, 30, on Friday. "
    assert values(f"{aged}Officer Wald fired one round.")["shots_fired"] == 1
    assert values(f"{aged}Deputy Dana Lusk fired four times.")["shots_fired"] == 4


def test_shots_counted_by_wounds_or_by_ear_are_inferred() -> None:
    for text in ("Orrin was shot twice in the back.", "A neighbor said she heard two shots."):
        (claim,) = [c for c in read(passage(text), []) if c.field == "shots_fired"]
        assert (claim.value, claim.basis, claim.quote) == (2, Basis.INFERRED, None)
    (told,) = [
        c for c in read(passage("Officer Lund fired twice."), []) if c.field == "shots_fired"
    ]
    assert (told.value, told.basis) == (2, Basis.STATED)


def test_a_number_beside_shot_counts_people() -> None:
    assert "shots_fired" not in values("Officers fired at a crowd.\n\nThree shot by deputies.")


def test_an_officers_own_gun_is_nobodys_weapon() -> None:
    text = "Deputy Lund shot a man. Lund, armed with a rifle, had taken cover behind a wall."
    assert "armed" not in values(text)


def test_a_quote_keeps_the_names_that_rules_read_past() -> None:
    text = "Officer Kurt Wald shot Orrin. The car struck Wald in the leg."
    armed = next(c for c in read(passage(text), []) if c.field == "armed")
    assert armed.value == "vehicle"
    assert armed.as_written is not None
    assert armed.as_written in text


@pytest.mark.parametrize(
    "text",
    [
        "An autopsy has been ordered.",
        "No charges have been filed.",
        "Officers cleared the scene at 4 a.m.",
    ],
)
def test_what_is_not_done_is_no_event(text: str) -> None:
    assert not [claim.value for claim in events(passage(text))]


def test_a_tip_line_and_a_wound_are_no_weapon() -> None:
    text = "The city has a gun tips hotline. He was found with an apparent gun shot wound."
    assert "weapon" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police shot a man. Someone slashed two tires on Elm Street.",
        "He started with a BB gun as a boy.",
    ],
)
def test_what_is_told_of_something_else_is_no_weapon(text: str) -> None:
    assert "armed" not in values(text)


def test_a_gun_that_was_not_found_was_not_there() -> None:
    assert values("A gun was not found.")["armed"] == "unarmed"


def test_fled_alone_does_not_say_how() -> None:
    (claim,) = [c for c in read(passage("He fled the scene."), []) if c.field == "fleeing"]
    assert (claim.value, claim.basis) == ("foot", Basis.INFERRED)


def test_some_officers_without_a_camera_leave_the_others_theirs() -> None:
    text = "The deputies who also fired had no body cameras. An officer's body camera recorded it."
    assert values(text)["body_camera"] is True


@pytest.mark.parametrize(
    ("text", "fleeing"),
    [
        ("It is not known whether he was running away.", "unknown"),
        ("Police would not say if the man fled, or whether he was trying to drive off.", "unknown"),
        ("He ran. It is not clear whether he was running away when the deputy fired.", "foot"),
        ("The rule asks officers to shoot only if somebody is a danger; the man ran.", "foot"),
        ("It is not clear why he ran from the officers.", "foot"),
    ],
)
def test_flight_that_is_said_to_be_unknown_is_no_flight(text: str, fleeing: str) -> None:
    assert values("A deputy shot a man on Main Street on Monday. " + text)["fleeing"] == fleeing


def test_a_flight_by_car_is_quoted_where_a_vehicle_is_told_of() -> None:
    chase = "An officer shot a man after a chase."
    bare = next(claim for claim in read(passage(chase), ()) if claim.field == "fleeing")
    assert (bare.value, bare.basis) == ("car", Basis.INFERRED)
    told = read(passage(f"{chase} It began when the driver sped away."), ())
    claim = next(each for each in told if each.field == "fleeing")
    assert (claim.value, claim.as_written) == ("car", "sped away")


def test_who_else_ran_fled_for_nobody() -> None:
    assert (
        values("An officer shot a man. A second man in the truck ran off.").get("fleeing") is None
    )
