
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.about (
    key character varying(40) NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.article (
    id bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    near_duplicate_of text COLLATE pg_catalog."C"
);

CREATE SEQUENCE public.article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.article_id_seq OWNED BY public.article.id;

CREATE TABLE public.article_version (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    capture_id bigint NOT NULL,
    n integer NOT NULL,
    current boolean NOT NULL,
    reader text NOT NULL COLLATE pg_catalog."C",
    sha256 character varying(64) NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    canonical_url text NOT NULL COLLATE pg_catalog."C",
    relevant boolean NOT NULL,
    relevance double precision NOT NULL,
    relevance_any double precision NOT NULL,
    reasons text NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    byline text COLLATE pg_catalog."C",
    dateline text COLLATE pg_catalog."C",
    language character varying(8),
    published text COLLATE pg_catalog."C",
    published_at timestamp with time zone,
    published_precision character varying(10) NOT NULL,
    published_method text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    syndicated_from text COLLATE pg_catalog."C"
);

CREATE SEQUENCE public.article_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.article_version_id_seq OWNED BY public.article_version.id;

CREATE TABLE public.capture (
    id bigint NOT NULL,
    link_id bigint NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    status integer NOT NULL,
    final_url text COLLATE pg_catalog."C",
    content_type text COLLATE pg_catalog."C",
    etag text COLLATE pg_catalog."C",
    last_modified text COLLATE pg_catalog."C",
    sha256 character varying(64) NOT NULL,
    verdict character varying(10) NOT NULL,
    reason text COLLATE pg_catalog."C",
    detail text COLLATE pg_catalog."C",
    screen_version text COLLATE pg_catalog."C",
    scope character varying(10),
    file text COLLATE pg_catalog."C",
    "offset" bigint,
    length bigint,
    hops text
);

CREATE SEQUENCE public.capture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.capture_id_seq OWNED BY public.capture.id;

CREATE TABLE public.change (
    cursor bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    incident bigint NOT NULL,
    "into" bigint,
    line text
);

CREATE TABLE public.claim (
    report_id bigint NOT NULL,
    n integer NOT NULL,
    person integer,
    field character varying(60) NOT NULL,
    value text NOT NULL,
    as_written text COLLATE pg_catalog."C",
    "where" character varying(5),
    start integer,
    "end" integer,
    basis character varying(10) NOT NULL,
    asserted_by character varying(20) NOT NULL,
    hedged boolean NOT NULL,
    method text NOT NULL COLLATE pg_catalog."C",
    version text NOT NULL COLLATE pg_catalog."C",
    confidence double precision NOT NULL,
    detail text NOT NULL
);

CREATE TABLE public.correction (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    incident bigint NOT NULL,
    victim bigint,
    persons text,
    field character varying(60) NOT NULL,
    value text,
    source text NOT NULL COLLATE pg_catalog."C",
    superseded_at timestamp with time zone,
    superseded_by bigint
);

CREATE SEQUENCE public.correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.correction_id_seq OWNED BY public.correction.id;

CREATE TABLE public.decision (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    subject text NOT NULL COLLATE pg_catalog."C",
    by text NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C",
    undone_at timestamp with time zone,
    undone_by text COLLATE pg_catalog."C"
);

CREATE SEQUENCE public.decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.decision_id_seq OWNED BY public.decision.id;

CREATE TABLE public.document (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    title text COLLATE pg_catalog."C",
    issuer text COLLATE pg_catalog."C",
    issued_on date,
    received_at timestamp with time zone NOT NULL,
    may_show boolean NOT NULL,
    content_type text COLLATE pg_catalog."C",
    sha256 character varying(64) NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    "offset" bigint NOT NULL,
    length bigint NOT NULL
);

CREATE SEQUENCE public.document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.document_id_seq OWNED BY public.document.id;

CREATE TABLE public.edge (
    "left" text NOT NULL COLLATE pg_catalog."C",
    "right" text NOT NULL COLLATE pg_catalog."C",
    score double precision NOT NULL,
    vetoed boolean NOT NULL,
    evidence text NOT NULL,
    model text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.external_id (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    victim bigint NOT NULL,
    schema character varying(60) NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    superseded_at timestamp with time zone,
    superseded_by bigint
);

CREATE SEQUENCE public.external_id_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.external_id_id_seq OWNED BY public.external_id.id;

CREATE TABLE public.fact (
    incident bigint NOT NULL,
    n integer NOT NULL,
    victim bigint,
    field character varying(60) NOT NULL,
    value text,
    state character varying(20) NOT NULL,
    why text NOT NULL COLLATE pg_catalog."C",
    support text NOT NULL,
    conflicts text NOT NULL,
    confidence double precision NOT NULL
);

CREATE TABLE public.feed (
    url text NOT NULL COLLATE pg_catalog."C",
    source character varying(200),
    fetched_at timestamp with time zone NOT NULL,
    status integer NOT NULL,
    etag text COLLATE pg_catalog."C",
    last_modified text COLLATE pg_catalog."C"
);

CREATE TABLE public.incident (
    n bigint NOT NULL,
    line text NOT NULL,
    review character varying(10) NOT NULL,
    state character varying(2),
    city text COLLATE pg_catalog."C",
    date_from date,
    date_to date,
    names text NOT NULL COLLATE pg_catalog."C",
    article_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    stale boolean NOT NULL
);

CREATE TABLE public.incident_identifier (
    n bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    sha256 character varying(64) NOT NULL,
    "into" bigint,
    withdrawn_at timestamp with time zone
);

CREATE TABLE public.incident_person (
    victim bigint NOT NULL,
    incident bigint NOT NULL,
    "position" integer NOT NULL,
    persons text NOT NULL
);

CREATE TABLE public.judgement (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    "left" text NOT NULL COLLATE pg_catalog."C",
    "right" text NOT NULL COLLATE pg_catalog."C",
    verdict character varying(10) NOT NULL,
    superseded_at timestamp with time zone,
    superseded_by bigint
);

CREATE SEQUENCE public.judgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.judgement_id_seq OWNED BY public.judgement.id;

CREATE TABLE public.link (
    id bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    url text NOT NULL COLLATE pg_catalog."C",
    met text COLLATE pg_catalog."C",
    source character varying(200),
    home text,
    state character varying(10) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone NOT NULL,
    leased_by character varying(200),
    leased_until timestamp with time zone,
    attempts integer NOT NULL,
    fetched_at timestamp with time zone,
    failure character varying(40),
    failure_detail text COLLATE pg_catalog."C"
);

CREATE SEQUENCE public.link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.link_id_seq OWNED BY public.link.id;

CREATE TABLE public.membership (
    anchor text NOT NULL COLLATE pg_catalog."C",
    incident bigint NOT NULL,
    "position" integer NOT NULL,
    because text NOT NULL COLLATE pg_catalog."C",
    via text COLLATE pg_catalog."C"
);

CREATE TABLE public.person_home (
    anchor text NOT NULL COLLATE pg_catalog."C",
    person text NOT NULL COLLATE pg_catalog."C",
    victim bigint NOT NULL
);

CREATE TABLE public.question (
    key character varying(64) NOT NULL,
    kind character varying(40) NOT NULL,
    anchors text NOT NULL,
    says text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.question_anchor (
    anchor text NOT NULL COLLATE pg_catalog."C",
    key character varying(64) NOT NULL
);

CREATE TABLE public.reading (
    capture_id bigint NOT NULL,
    version text NOT NULL COLLATE pg_catalog."C",
    article_id bigint,
    sha256 character varying(64),
    reason text COLLATE pg_catalog."C",
    detail text COLLATE pg_catalog."C",
    twin boolean NOT NULL
);

CREATE TABLE public.rejected (
    id bigint NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    place bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    snippet text NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.rejected_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.rejected_id_seq OWNED BY public.rejected.id;

CREATE TABLE public.report (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    version_id bigint NOT NULL,
    current boolean NOT NULL,
    waiting boolean NOT NULL,
    compared boolean NOT NULL,
    in_scope boolean NOT NULL,
    n integer NOT NULL,
    anchor text NOT NULL COLLATE pg_catalog."C",
    fingerprint text NOT NULL COLLATE pg_catalog."C",
    fired_by character varying(10) NOT NULL,
    relevance double precision NOT NULL,
    people_hit_min integer NOT NULL,
    people_hit_max integer,
    reasons text NOT NULL,
    passages text NOT NULL,
    linkable text NOT NULL,
    facts text NOT NULL
);

CREATE TABLE public.report_home (
    anchor text NOT NULL COLLATE pg_catalog."C",
    incident bigint NOT NULL,
    article text NOT NULL COLLATE pg_catalog."C",
    current boolean NOT NULL
);

CREATE SEQUENCE public.report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.report_id_seq OWNED BY public.report.id;

CREATE TABLE public.report_key (
    key text NOT NULL COLLATE pg_catalog."C",
    report_id bigint NOT NULL
);

CREATE TABLE public.report_person (
    report_id bigint NOT NULL,
    n integer NOT NULL,
    role character varying(20) NOT NULL,
    name text COLLATE pg_catalog."C",
    forms text NOT NULL,
    mentions text NOT NULL,
    confidence double precision NOT NULL
);

CREATE TABLE public.review (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    incident bigint NOT NULL,
    state character varying(10) NOT NULL,
    pinned text,
    anchors text,
    superseded_at timestamp with time zone,
    superseded_by bigint
);

CREATE SEQUENCE public.review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.review_id_seq OWNED BY public.review.id;

CREATE TABLE public.ruling (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    schema character varying(60) NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    verdict character varying(20) NOT NULL,
    superseded_at timestamp with time zone,
    superseded_by bigint
);

CREATE SEQUENCE public.ruling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.ruling_id_seq OWNED BY public.ruling.id;

CREATE TABLE public.run (
    id bigint NOT NULL,
    job character varying(40) NOT NULL,
    version text NOT NULL COLLATE pg_catalog."C",
    worker text NOT NULL COLLATE pg_catalog."C",
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(20),
    counts text NOT NULL,
    detail text COLLATE pg_catalog."C"
);

CREATE SEQUENCE public.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.run_id_seq OWNED BY public.run.id;

CREATE TABLE public.sighting (
    link_id bigint NOT NULL,
    via text NOT NULL COLLATE pg_catalog."C",
    seen_at timestamp with time zone NOT NULL,
    claimed text COLLATE pg_catalog."C"
);

CREATE TABLE public.source (
    key character varying(200) NOT NULL,
    tried_at timestamp with time zone,
    succeeded_at timestamp with time zone,
    next_at timestamp with time zone,
    interval_s integer,
    failures integer NOT NULL,
    new_links integer NOT NULL,
    message text COLLATE pg_catalog."C"
);

CREATE TABLE public.victim_identifier (
    n bigint NOT NULL,
    incident bigint NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.article ALTER COLUMN id SET DEFAULT nextval('public.article_id_seq'::regclass);

ALTER TABLE ONLY public.article_version ALTER COLUMN id SET DEFAULT nextval('public.article_version_id_seq'::regclass);

ALTER TABLE ONLY public.capture ALTER COLUMN id SET DEFAULT nextval('public.capture_id_seq'::regclass);

ALTER TABLE ONLY public.correction ALTER COLUMN id SET DEFAULT nextval('public.correction_id_seq'::regclass);

ALTER TABLE ONLY public.decision ALTER COLUMN id SET DEFAULT nextval('public.decision_id_seq'::regclass);

ALTER TABLE ONLY public.document ALTER COLUMN id SET DEFAULT nextval('public.document_id_seq'::regclass);

ALTER TABLE ONLY public.external_id ALTER COLUMN id SET DEFAULT nextval('public.external_id_id_seq'::regclass);

ALTER TABLE ONLY public.judgement ALTER COLUMN id SET DEFAULT nextval('public.judgement_id_seq'::regclass);

ALTER TABLE ONLY public.link ALTER COLUMN id SET DEFAULT nextval('public.link_id_seq'::regclass);

ALTER TABLE ONLY public.rejected ALTER COLUMN id SET DEFAULT nextval('public.rejected_id_seq'::regclass);

ALTER TABLE ONLY public.report ALTER COLUMN id SET DEFAULT nextval('public.report_id_seq'::regclass);

ALTER TABLE ONLY public.review ALTER COLUMN id SET DEFAULT nextval('public.review_id_seq'::regclass);

ALTER TABLE ONLY public.ruling ALTER COLUMN id SET DEFAULT nextval('public.ruling_id_seq'::regclass);

ALTER TABLE ONLY public.run ALTER COLUMN id SET DEFAULT nextval('public.run_id_seq'::regclass);

INSERT INTO public.about VALUES ('scope', 'police');
INSERT INTO public.about VALUES ('demo', 'no');
INSERT INTO public.about VALUES ('made_at', '2026-11-25T21:20:51+00:00');
INSERT INTO public.about VALUES ('made_by', 'somebody');

INSERT INTO public.alembic_version VALUES ('0001');

INSERT INTO public.article VALUES (2, 'courier.example/wrenfield', NULL);
INSERT INTO public.article VALUES (6, 'courier.example/heron', NULL);
INSERT INTO public.article VALUES (1, 'ledger.example/wrenfield', 'https://courier.example/wrenfield');
INSERT INTO public.article VALUES (5, 'ledger.example/heron', 'https://courier.example/heron');
INSERT INTO public.article VALUES (3, 'ledger.example/lark', 'https://courier.example/heron');
INSERT INTO public.article VALUES (4, 'courier.example/lark', 'https://courier.example/heron');

INSERT INTO public.article_version VALUES (1, 1, 1, 1, true, '1', '91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0', 'https://ledger.example/wrenfield', 'https://ledger.example/wrenfield', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Ashport', 'ASHPORT, OHIO — A police officer shot and killed Tobias Wrenfield, 34, on Tuesday, Ashport police said.

Officers were called to a house on Larch Street shortly before noon. Police said Wrenfield held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'ledger', NULL, 'ASHPORT, OHIO —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);
INSERT INTO public.article_version VALUES (2, 2, 2, 1, true, '1', '91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0', 'https://courier.example/wrenfield', 'https://courier.example/wrenfield', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Ashport', 'ASHPORT, OHIO — A police officer shot and killed Tobias Wrenfield, 34, on Tuesday, Ashport police said.

Officers were called to a house on Larch Street shortly before noon. Police said Wrenfield held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'courier', NULL, 'ASHPORT, OHIO —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);
INSERT INTO public.article_version VALUES (3, 3, 3, 1, true, '1', 'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707', 'https://ledger.example/lark', 'https://ledger.example/lark', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Millbrook', 'MILLBROOK, TEXAS — A police officer shot and killed Ada Lark, 41, on Tuesday, Millbrook police said.

Officers were called to a house on Larch Street shortly before noon. Police said Lark held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'ledger', NULL, 'MILLBROOK, TEXAS —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);
INSERT INTO public.article_version VALUES (4, 4, 4, 1, true, '1', 'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707', 'https://courier.example/lark', 'https://courier.example/lark', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Millbrook', 'MILLBROOK, TEXAS — A police officer shot and killed Ada Lark, 41, on Tuesday, Millbrook police said.

Officers were called to a house on Larch Street shortly before noon. Police said Lark held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'courier', NULL, 'MILLBROOK, TEXAS —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);
INSERT INTO public.article_version VALUES (5, 5, 5, 1, true, '1', 'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45', 'https://ledger.example/heron', 'https://ledger.example/heron', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Elmgate', 'ELMGATE, OREGON — A police officer shot and killed Noor Heron, 27, on Tuesday, Elmgate police said.

Officers were called to a house on Larch Street shortly before noon. Police said Heron held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'ledger', NULL, 'ELMGATE, OREGON —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);
INSERT INTO public.article_version VALUES (6, 6, 6, 1, true, '1', 'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45', 'https://courier.example/heron', 'https://courier.example/heron', true, 0.999728, 0.999728, '["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', 'Police officer fatally shoots man in Elmgate', 'ELMGATE, OREGON — A police officer shot and killed Noor Heron, 27, on Tuesday, Elmgate police said.

Officers were called to a house on Larch Street shortly before noon. Police said Heron held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.', 'courier', NULL, 'ELMGATE, OREGON —', 'en', '2026-02-25T18:00:00+00:00', '2026-02-25 18:00:00+00', 'second', 'given', NULL, NULL);

INSERT INTO public.capture VALUES (1, 1, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, '68e3e07adae3b46819b863337a663d94f2140b4278bd3617a381eaf52e851520', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 288, 579, NULL);
INSERT INTO public.capture VALUES (2, 2, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, 'ede35900dc7d25eda3315f395e5d4dc6c77521ffbadda0c0a2da3fd3adc66c25', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 867, 577, NULL);
INSERT INTO public.capture VALUES (3, 3, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, '39af171ab25336e71a88bce0d5ce6e0faad8690d790db5d7ec8774602c85fb92', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 1444, 576, NULL);
INSERT INTO public.capture VALUES (4, 4, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, 'f96bd93d415b225eae4a2ad78b1b067daff171849db0e2429fa68ea35a32f3d7', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 2020, 576, NULL);
INSERT INTO public.capture VALUES (5, 5, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, 'e9d906398e766c751c39606a999e9002a65a18bcd9f1ef1d1b6c666920fe9179', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 2596, 580, NULL);
INSERT INTO public.capture VALUES (6, 6, '2026-11-25 21:20:51.738605+00', 200, NULL, 'application/json', NULL, NULL, '48425df23889e3f33041715106ce31d43f7afaa117c85fae50fe6bf6edfbe88a', 'kept', NULL, NULL, '1', 'police', 'casebook-20261125212051-9030355990e2.warc.gz', 3176, 578, NULL);

INSERT INTO public.change VALUES (1, '2026-11-25 21:20:56.760869+00', 'created', 1, NULL, '{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:20:56Z"}');
INSERT INTO public.change VALUES (2, '2026-11-25 21:20:56.760869+00', 'created', 2, NULL, '{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron"],"conflicts":{},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:20:56Z"}');
INSERT INTO public.change VALUES (3, '2026-11-25 21:20:56.760869+00', 'created', 3, NULL, '{"incident_id":"I3","victims":[{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Ada Lark"],"conflicts":{},"articles":[{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:20:56Z"}');
INSERT INTO public.change VALUES (4, '2026-11-25 21:21:10.173112+00', 'updated', 1, NULL, '{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:21:10Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:21:10Z"}');
INSERT INTO public.change VALUES (5, '2026-11-25 21:21:28.838371+00', 'updated', 2, NULL, '{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null},{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department","Millbrook Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"},{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated","victims[1].name":"stated","victims[1].age":"stated","victims[1].age_min":"not_stated","victims[1].age_max":"not_stated","victims[1].gender":"stated","victims[1].race":"not_stated","victims[1].fatal":"stated","victims[1].outcome":"stated","victims[1].name_status":"stated","victims[1].armed":"not_stated","victims[1].weapon":"not_stated","victims[1].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron","Ada Lark"],"conflicts":{"city":[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}],"state":[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}]},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":4,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:21:28Z"}');
INSERT INTO public.change VALUES (6, '2026-11-25 21:21:28.838371+00', 'merged', 3, 2, NULL);
INSERT INTO public.change VALUES (7, '2026-11-25 21:21:41.058793+00', 'updated', 1, NULL, '{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":35,"age_min":35,"age_max":35,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:21:10Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:21:41Z"}');

INSERT INTO public.claim VALUES (1, 0, 0, 'name', '"Tobias Wrenfield"', 'Tobias Wrenfield', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (1, 1, 0, 'age', '34', '34', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (1, 2, 0, 'gender', '"male"', 'He', 'text', 238, 259, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (1, 3, 0, 'name_status', '"named"', 'Tobias Wrenfield', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (1, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 103, 'stated', 'police', false, 'date-phrases', '1', 0.9877, '{}');
INSERT INTO public.claim VALUES (1, 5, NULL, 'city', '"Ashport"', 'Ashport', 'title', 0, 44, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.8731, '{}');
INSERT INTO public.claim VALUES (1, 6, NULL, 'state', '"OH"', 'OHIO', 'text', 0, 103, 'stated', 'police', false, 'gazetteer-choice', '1', 0.9997, '{}');
INSERT INTO public.claim VALUES (1, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 105, 173, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (1, 8, NULL, 'agency', '"Ashport Police Department"', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'police of the city', '1', 0.5, '{"type":"local_police","role":"fired","state":"OH"}');
INSERT INTO public.claim VALUES (1, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 174, 237, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (1, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 174, 237, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (1, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 174, 237, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (1, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 103, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (1, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 238, 259, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (1, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (1, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 44, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (2, 0, 0, 'name', '"Tobias Wrenfield"', 'Tobias Wrenfield', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (2, 1, 0, 'age', '34', '34', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (2, 2, 0, 'gender', '"male"', 'He', 'text', 238, 259, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (2, 3, 0, 'name_status', '"named"', 'Tobias Wrenfield', 'text', 0, 103, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (2, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 103, 'stated', 'police', false, 'date-phrases', '1', 0.9877, '{}');
INSERT INTO public.claim VALUES (2, 5, NULL, 'city', '"Ashport"', 'Ashport', 'title', 0, 44, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.8731, '{}');
INSERT INTO public.claim VALUES (2, 6, NULL, 'state', '"OH"', 'OHIO', 'text', 0, 103, 'stated', 'police', false, 'gazetteer-choice', '1', 0.9997, '{}');
INSERT INTO public.claim VALUES (2, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 105, 173, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (2, 8, NULL, 'agency', '"Ashport Police Department"', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'police of the city', '1', 0.5, '{"type":"local_police","role":"fired","state":"OH"}');
INSERT INTO public.claim VALUES (2, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 174, 237, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (2, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 174, 237, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (2, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 174, 237, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (2, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 103, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (2, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 238, 259, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (2, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (2, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 44, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (3, 0, 0, 'name', '"Ada Lark"', 'Ada Lark', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (3, 1, 0, 'age', '41', '41', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (3, 2, 0, 'gender', '"male"', 'He', 'text', 230, 251, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (3, 3, 0, 'name_status', '"named"', 'Ada Lark', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (3, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 100, 'stated', 'police', false, 'date-phrases', '1', 0.9846, '{}');
INSERT INTO public.claim VALUES (3, 5, NULL, 'city', '"Millbrook"', 'Millbrook', 'title', 0, 46, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.9551, '{}');
INSERT INTO public.claim VALUES (3, 6, NULL, 'state', '"TX"', 'TEXAS', 'text', 0, 100, 'stated', 'police', false, 'gazetteer-choice', '1', 0.974, '{}');
INSERT INTO public.claim VALUES (3, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 102, 170, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (3, 8, NULL, 'agency', '"Millbrook Police Department"', 'Millbrook police', 'text', 0, 100, 'stated', 'police', false, 'agency-patterns', '1', 0.6, '{"type":"local_police","role":"fired","state":"TX"}');
INSERT INTO public.claim VALUES (3, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 171, 229, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (3, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 171, 229, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (3, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 171, 229, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (3, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 100, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (3, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 230, 251, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (3, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (3, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 46, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (4, 0, 0, 'name', '"Ada Lark"', 'Ada Lark', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (4, 1, 0, 'age', '41', '41', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (4, 2, 0, 'gender', '"male"', 'He', 'text', 230, 251, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (4, 3, 0, 'name_status', '"named"', 'Ada Lark', 'text', 0, 100, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (4, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 100, 'stated', 'police', false, 'date-phrases', '1', 0.9846, '{}');
INSERT INTO public.claim VALUES (4, 5, NULL, 'city', '"Millbrook"', 'Millbrook', 'title', 0, 46, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.9551, '{}');
INSERT INTO public.claim VALUES (4, 6, NULL, 'state', '"TX"', 'TEXAS', 'text', 0, 100, 'stated', 'police', false, 'gazetteer-choice', '1', 0.974, '{}');
INSERT INTO public.claim VALUES (4, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 102, 170, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (4, 8, NULL, 'agency', '"Millbrook Police Department"', 'Millbrook police', 'text', 0, 100, 'stated', 'police', false, 'agency-patterns', '1', 0.6, '{"type":"local_police","role":"fired","state":"TX"}');
INSERT INTO public.claim VALUES (4, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 171, 229, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (4, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 171, 229, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (4, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 171, 229, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (4, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 100, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (4, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 230, 251, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (4, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (4, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 46, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (5, 0, 0, 'name', '"Noor Heron"', 'Noor Heron', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (5, 1, 0, 'age', '27', '27', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (5, 2, 0, 'gender', '"male"', 'He', 'text', 230, 251, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (5, 3, 0, 'name_status', '"named"', 'Noor Heron', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (5, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 99, 'stated', 'police', false, 'date-phrases', '1', 0.988, '{}');
INSERT INTO public.claim VALUES (5, 5, NULL, 'city', '"Elmgate"', 'Elmgate', 'title', 0, 44, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.8731, '{}');
INSERT INTO public.claim VALUES (5, 6, NULL, 'state', '"OR"', 'OREGON', 'text', 0, 99, 'stated', 'police', false, 'gazetteer-choice', '1', 0.9997, '{}');
INSERT INTO public.claim VALUES (5, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 101, 169, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (5, 8, NULL, 'agency', '"Elmgate Police Department"', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'police of the city', '1', 0.5, '{"type":"local_police","role":"fired","state":"OR"}');
INSERT INTO public.claim VALUES (5, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 170, 229, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (5, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 170, 229, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (5, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 170, 229, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (5, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 99, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (5, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 230, 251, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (5, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (5, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 44, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (6, 0, 0, 'name', '"Noor Heron"', 'Noor Heron', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (6, 1, 0, 'age', '27', '27', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (6, 2, 0, 'gender', '"male"', 'He', 'text', 230, 251, 'stated', 'outlet', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (6, 3, 0, 'name_status', '"named"', 'Noor Heron', 'text', 0, 99, 'stated', 'police', false, 'people/1', '1', 1, '{}');
INSERT INTO public.claim VALUES (6, 4, NULL, 'incident_date', '"2026-02-24"', 'on Tuesday', 'text', 0, 99, 'stated', 'police', false, 'date-phrases', '1', 0.988, '{}');
INSERT INTO public.claim VALUES (6, 5, NULL, 'city', '"Elmgate"', 'Elmgate', 'title', 0, 44, 'stated', 'outlet', false, 'gazetteer-choice', '1', 0.8731, '{}');
INSERT INTO public.claim VALUES (6, 6, NULL, 'state', '"OR"', 'OREGON', 'text', 0, 99, 'stated', 'police', false, 'gazetteer-choice', '1', 0.9997, '{}');
INSERT INTO public.claim VALUES (6, 7, NULL, 'place', '"Larch Street"', 'Larch Street', 'text', 101, 169, 'stated', 'outlet', false, 'place-patterns', '1', 0.6214, '{"precision":"road"}');
INSERT INTO public.claim VALUES (6, 8, NULL, 'agency', '"Elmgate Police Department"', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'police of the city', '1', 0.5, '{"type":"local_police","role":"fired","state":"OR"}');
INSERT INTO public.claim VALUES (6, 9, NULL, 'armed', '"knife"', 'a knife', 'text', 170, 229, 'stated', 'police', false, 'circumstances/armed/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (6, 10, NULL, 'weapon', '"a knife"', 'a knife', 'text', 170, 229, 'stated', 'police', false, 'circumstances/weapon/knife', '1', 0.87, '{}');
INSERT INTO public.claim VALUES (6, 11, NULL, 'shots_fired', '2', 'fired twice', 'text', 170, 229, 'stated', 'police', false, 'circumstances/shots_fired/fired', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (6, 12, 0, 'fatal', 'true', 'killed', 'text', 0, 99, 'stated', 'police', false, 'circumstances/fatal/died', '1', 0.95, '{}');
INSERT INTO public.claim VALUES (6, 13, 0, 'outcome', '"died_scene"', 'died at the scene', 'text', 230, 251, 'stated', 'outlet', false, 'circumstances/outcome/died_scene', '1', 0.67, '{}');
INSERT INTO public.claim VALUES (6, 14, NULL, 'us', 'true', NULL, NULL, NULL, NULL, 'inferred', 'unknown', false, 'circumstances/us/no-other-country', '1', 0.9, '{}');
INSERT INTO public.claim VALUES (6, 15, NULL, 'hit_by_police', '"yes"', 'shoots', 'title', 0, 44, 'stated', 'outlet', false, 'circumstances/hit_by_police/told', '1', 0.9, '{}');

INSERT INTO public.correction VALUES (1, 3, 1, 1, '[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]', 'age', '35', 'https://a.example/', NULL, NULL);

INSERT INTO public.decision VALUES (1, 'accepted', 'accepted I1', 'editor', '2026-11-25 21:21:10.173112+00', 'shown', NULL, NULL);
INSERT INTO public.decision VALUES (2, 'merge', 'merge I2 I3', 'editor', '2026-11-25 21:21:28.838371+00', '', NULL, NULL);
INSERT INTO public.decision VALUES (3, 'correction', 'set V1 age to 35', 'editor', '2026-11-25 21:21:41.058793+00', 'x', NULL, NULL);

INSERT INTO public.edge VALUES ('1b9f6ae639350a0c', '438184f6ab9a117d', 42.51, false, '[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",15.57,"Tobias Wrenfield / Tobias Wrenfield: same given name tobias; same surname wrenfield",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both OH",false],["place",5.5,"both Ashport",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Ashport Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]', '1');
INSERT INTO public.edge VALUES ('5d9e6e0fee9ff1da', '6af98ed113117040', 39.73, false, '[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",12.79,"Ada Lark / Ada Lark: same given name ada; same surname lark",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both TX",false],["place",5.5,"both Millbrook",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Millbrook Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]', '1');
INSERT INTO public.edge VALUES ('203e14623864697b', '76502fcbc7d8b5fa', 41.85, false, '[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",14.91,"Noor Heron / Noor Heron: same given name noor; same surname heron",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both OR",false],["place",5.5,"both Elmgate",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Elmgate Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]', '1');

INSERT INTO public.fact VALUES (2, 0, NULL, 'incident_date', '"2026-02-24"', 'stated', '1 independent source (police)', '[["76502fcbc7d8b5fa",4],["5d9e6e0fee9ff1da",4],["203e14623864697b",4],["6af98ed113117040",4]]', '[]', 0.988);
INSERT INTO public.fact VALUES (2, 1, NULL, 'death_date', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 2, NULL, 'city', '"Millbrook"', 'stated', 'best backed by office, sources and recency: 1 independent source (outlet)', '[["5d9e6e0fee9ff1da",5],["6af98ed113117040",5]]', '[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1}]', 0.499);
INSERT INTO public.fact VALUES (2, 3, NULL, 'county', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 4, NULL, 'state', '"OR"', 'stated', 'best backed by office, sources and recency: 1 independent source (police)', '[["76502fcbc7d8b5fa",6],["203e14623864697b",6]]', '[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1}]', 0.506);
INSERT INTO public.fact VALUES (2, 5, NULL, 'place', '"Larch Street"', 'stated', '1 independent source (outlet)', '[["76502fcbc7d8b5fa",7],["5d9e6e0fee9ff1da",7],["203e14623864697b",7],["6af98ed113117040",7]]', '[]', 0.621);
INSERT INTO public.fact VALUES (2, 6, NULL, 'armed', '"knife"', 'stated', '1 independent source (police)', '[["76502fcbc7d8b5fa",9],["5d9e6e0fee9ff1da",9],["203e14623864697b",9],["6af98ed113117040",9]]', '[]', 0.87);
INSERT INTO public.fact VALUES (2, 7, NULL, 'weapon', '"a knife"', 'stated', '1 independent source (police)', '[["76502fcbc7d8b5fa",10],["5d9e6e0fee9ff1da",10],["203e14623864697b",10],["6af98ed113117040",10]]', '[]', 0.87);
INSERT INTO public.fact VALUES (2, 8, NULL, 'shots_fired', '2', 'stated', '1 independent source (police)', '[["76502fcbc7d8b5fa",11],["5d9e6e0fee9ff1da",11],["203e14623864697b",11],["6af98ed113117040",11]]', '[]', 0.95);
INSERT INTO public.fact VALUES (2, 9, NULL, 'body_camera', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 10, NULL, 'fleeing', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 11, NULL, 'duty', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 12, NULL, 'hit_by_police', '"yes"', 'stated', '1 independent source (outlet)', '[["76502fcbc7d8b5fa",15],["5d9e6e0fee9ff1da",15],["203e14623864697b",15],["6af98ed113117040",15]]', '[]', 0.9);
INSERT INTO public.fact VALUES (2, 13, NULL, 'self_inflicted', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 14, NULL, 'bystander', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 15, NULL, 'accidental', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 16, NULL, 'us', 'true', 'inferred', '1 independent source (unknown)', '[["76502fcbc7d8b5fa",14],["5d9e6e0fee9ff1da",14],["203e14623864697b",14],["6af98ed113117040",14]]', '[]', 0.9);
INSERT INTO public.fact VALUES (2, 17, 2, 'name', '"Noor Heron"', 'stated', '1 independent source (police)', '[["203e14623864697b",0],["76502fcbc7d8b5fa",0]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 18, 2, 'age', '27', 'stated', '1 independent source (police)', '[["203e14623864697b",1],["76502fcbc7d8b5fa",1]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 19, 2, 'age_min', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 20, 2, 'age_max', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 21, 2, 'gender', '"male"', 'stated', '1 independent source (outlet)', '[["203e14623864697b",2],["76502fcbc7d8b5fa",2]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 22, 2, 'race', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 23, 2, 'fatal', 'true', 'stated', '1 independent source (police)', '[["203e14623864697b",12],["76502fcbc7d8b5fa",12]]', '[]', 0.95);
INSERT INTO public.fact VALUES (2, 24, 2, 'outcome', '"died_scene"', 'stated', '1 independent source (outlet)', '[["203e14623864697b",13],["76502fcbc7d8b5fa",13]]', '[]', 0.67);
INSERT INTO public.fact VALUES (2, 25, 2, 'name_status', '"named"', 'stated', '1 independent source (police)', '[["203e14623864697b",3],["76502fcbc7d8b5fa",3]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 26, 2, 'armed', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 27, 2, 'weapon', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 28, 2, 'fleeing', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 29, 3, 'name', '"Ada Lark"', 'stated', '1 independent source (police)', '[["5d9e6e0fee9ff1da",0],["6af98ed113117040",0]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 30, 3, 'age', '41', 'stated', '1 independent source (police)', '[["5d9e6e0fee9ff1da",1],["6af98ed113117040",1]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 31, 3, 'age_min', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 32, 3, 'age_max', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 33, 3, 'gender', '"male"', 'stated', '1 independent source (outlet)', '[["5d9e6e0fee9ff1da",2],["6af98ed113117040",2]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 34, 3, 'race', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 35, 3, 'fatal', 'true', 'stated', '1 independent source (police)', '[["5d9e6e0fee9ff1da",12],["6af98ed113117040",12]]', '[]', 0.95);
INSERT INTO public.fact VALUES (2, 36, 3, 'outcome', '"died_scene"', 'stated', '1 independent source (outlet)', '[["5d9e6e0fee9ff1da",13],["6af98ed113117040",13]]', '[]', 0.67);
INSERT INTO public.fact VALUES (2, 37, 3, 'name_status', '"named"', 'stated', '1 independent source (police)', '[["5d9e6e0fee9ff1da",3],["6af98ed113117040",3]]', '[]', 1);
INSERT INTO public.fact VALUES (2, 38, 3, 'armed', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 39, 3, 'weapon', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (2, 40, 3, 'fleeing', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 0, NULL, 'incident_date', '"2026-02-24"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 1, NULL, 'death_date', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 2, NULL, 'city', '"Ashport"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 3, NULL, 'county', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 4, NULL, 'state', '"OH"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 5, NULL, 'place', '"Larch Street"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 6, NULL, 'armed', '"knife"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 7, NULL, 'weapon', '"a knife"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 8, NULL, 'shots_fired', '2', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 9, NULL, 'body_camera', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 10, NULL, 'fleeing', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 11, NULL, 'duty', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 12, NULL, 'hit_by_police', '"yes"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 13, NULL, 'self_inflicted', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 14, NULL, 'bystander', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 15, NULL, 'accidental', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 16, NULL, 'us', 'true', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 17, 1, 'name', '"Tobias Wrenfield"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 18, 1, 'age', '35', 'stated', 'set by editor: x', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 19, 1, 'age_min', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 20, 1, 'age_max', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 21, 1, 'gender', '"male"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 22, 1, 'race', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 23, 1, 'fatal', 'true', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 24, 1, 'outcome', '"died_scene"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 25, 1, 'name_status', '"named"', 'stated', 'set by editor: accepted', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 26, 1, 'armed', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 27, 1, 'weapon', NULL, 'not_stated', '', '[]', '[]', 1);
INSERT INTO public.fact VALUES (1, 28, 1, 'fleeing', NULL, 'not_stated', '', '[]', '[]', 1);

INSERT INTO public.incident VALUES (2, '{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null},{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department","Millbrook Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"},{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated","victims[1].name":"stated","victims[1].age":"stated","victims[1].age_min":"not_stated","victims[1].age_max":"not_stated","victims[1].gender":"stated","victims[1].race":"not_stated","victims[1].fatal":"stated","victims[1].outcome":"stated","victims[1].name_status":"stated","victims[1].armed":"not_stated","victims[1].weapon":"not_stated","victims[1].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron","Ada Lark"],"conflicts":{"city":[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}],"state":[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}]},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":4,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:21:28Z"}', 'candidate', 'OR', 'Millbrook', '2026-02-24', '2026-02-24', 'noor heron
ada lark', 4, '2026-11-25 21:20:56.760869+00', false);
INSERT INTO public.incident VALUES (1, '{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":35,"age_min":35,"age_max":35,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:21:10Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:20:56Z","external_ids":{},"updated_at":"2026-11-25T21:21:41Z"}', 'accepted', 'OH', 'Ashport', '2026-02-24', '2026-02-24', 'tobias wrenfield', 2, '2026-11-25 21:20:56.760869+00', false);

INSERT INTO public.incident_identifier VALUES (2, '2026-11-25 21:20:56.760869+00', '2026-11-25 21:21:28.838371+00', 'f74042edf772c04ca2543e618544be25ffe7c2f9d22113778fbbd711fcf8b3e6', NULL, NULL);
INSERT INTO public.incident_identifier VALUES (3, '2026-11-25 21:20:56.760869+00', '2026-11-25 21:20:56.760869+00', '', 2, NULL);
INSERT INTO public.incident_identifier VALUES (1, '2026-11-25 21:20:56.760869+00', '2026-11-25 21:21:41.058793+00', '9fccaf131f70e91711f3b023ca5e718389007d54f35fb84d461eef3147d8719b', NULL, NULL);

INSERT INTO public.incident_person VALUES (2, 2, 0, '[["203e14623864697b","Noor Heron"],["76502fcbc7d8b5fa","Noor Heron"]]');
INSERT INTO public.incident_person VALUES (3, 2, 1, '[["5d9e6e0fee9ff1da","Ada Lark"],["6af98ed113117040","Ada Lark"]]');
INSERT INTO public.incident_person VALUES (1, 1, 0, '[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]');

INSERT INTO public.judgement VALUES (1, 1, '1b9f6ae639350a0c', '438184f6ab9a117d', 'same', NULL, NULL);
INSERT INTO public.judgement VALUES (2, 2, '5d9e6e0fee9ff1da', '76502fcbc7d8b5fa', 'same', NULL, NULL);

INSERT INTO public.link VALUES (1, 'ledger.example/wrenfield', 'https://ledger.example/wrenfield', NULL, NULL, '{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);
INSERT INTO public.link VALUES (2, 'courier.example/wrenfield', 'https://courier.example/wrenfield', NULL, NULL, '{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);
INSERT INTO public.link VALUES (3, 'ledger.example/lark', 'https://ledger.example/lark', NULL, NULL, '{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);
INSERT INTO public.link VALUES (4, 'courier.example/lark', 'https://courier.example/lark', NULL, NULL, '{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);
INSERT INTO public.link VALUES (5, 'ledger.example/heron', 'https://ledger.example/heron', NULL, NULL, '{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);
INSERT INTO public.link VALUES (6, 'courier.example/heron', 'https://courier.example/heron', NULL, NULL, '{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}', 'done', '2026-11-25 21:20:51.738605+00', '2026-11-25 21:20:51.738605+00', NULL, NULL, 0, '2026-11-25 21:20:51.738605+00', NULL, NULL);

INSERT INTO public.membership VALUES ('76502fcbc7d8b5fa', 2, 0, 'first report', NULL);
INSERT INTO public.membership VALUES ('5d9e6e0fee9ff1da', 2, 1, 'judgement by editor', '76502fcbc7d8b5fa');
INSERT INTO public.membership VALUES ('203e14623864697b', 2, 2, 'edge of 41.9 bits', '76502fcbc7d8b5fa');
INSERT INTO public.membership VALUES ('6af98ed113117040', 2, 3, 'edge of 39.7 bits', '5d9e6e0fee9ff1da');
INSERT INTO public.membership VALUES ('1b9f6ae639350a0c', 1, 0, 'first report', NULL);
INSERT INTO public.membership VALUES ('438184f6ab9a117d', 1, 1, 'judgement by editor', '1b9f6ae639350a0c');

INSERT INTO public.person_home VALUES ('203e14623864697b', 'Noor Heron', 2);
INSERT INTO public.person_home VALUES ('5d9e6e0fee9ff1da', 'Ada Lark', 3);
INSERT INTO public.person_home VALUES ('6af98ed113117040', 'Ada Lark', 3);
INSERT INTO public.person_home VALUES ('76502fcbc7d8b5fa', 'Noor Heron', 2);
INSERT INTO public.person_home VALUES ('1b9f6ae639350a0c', 'Tobias Wrenfield', 1);
INSERT INTO public.person_home VALUES ('438184f6ab9a117d', 'Tobias Wrenfield', 1);

INSERT INTO public.question VALUES ('24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c', 'contradiction', '["203e14623864697b","5d9e6e0fee9ff1da"]', 'one incident holds two names that cannot be one person''s');

INSERT INTO public.question_anchor VALUES ('203e14623864697b', '24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c');
INSERT INTO public.question_anchor VALUES ('5d9e6e0fee9ff1da', '24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c');

INSERT INTO public.reading VALUES (1, '1', 1, '91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0', NULL, NULL, false);
INSERT INTO public.reading VALUES (2, '1', 2, '91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0', NULL, NULL, false);
INSERT INTO public.reading VALUES (3, '1', 3, 'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707', NULL, NULL, false);
INSERT INTO public.reading VALUES (4, '1', 4, 'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707', NULL, NULL, false);
INSERT INTO public.reading VALUES (5, '1', 5, 'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45', NULL, NULL, false);
INSERT INTO public.reading VALUES (6, '1', 6, 'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45', NULL, NULL, false);

INSERT INTO public.report VALUES (3, 3, 3, true, false, true, true, 0, '6af98ed113117040', 'b32f77f4b7c5b2e4', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,46],["text",0,100],["text",102,284]]', '{"anchor":"6af98ed113117040","article_key":"ledger.example/lark","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Ada Lark","age_min":41,"age_max":41,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Millbrook"],"state":"TX","state_stated":true,"place":"Larch Street","agencies":["Millbrook Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[127550178,1168593823,23514812,276946006,1487909722,717707952,1951187855,3252013658,3253205749,496187388,387100349,1289706247,836048890,3255010519,1569612225,557255740,639846409,1402750583,162295994,1210318394,105414487,3229281559,1734609046,187944831,71726897,1467265473,263808638,1411573890,479293679,2929687469,3019080847,2574501729,300704833,2674760356,345944648,920017130,770783862,186395527,127613177,1901224143,72050091,715776645,3222339729,203229522,1519318473,781461790,1171868502,359785441,2936291957,777979286,1336317180,1368878824,177016245,368496959,328874066,2628384889,1415340973,57406008,613310221,1294845584,381728620,1509898255,1337435421,444937170],"terms":[["millbrook",0.584],["lark",0.471],["ada",0.278],["larch",0.278],["noon",0.179],["knife",0.177],["officer",0.16],["texas",0.154],["41",0.153],["twice",0.143],["placed",0.139],["leave",0.125],["shoots",0.123],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.084],["tuesday",0.076],["called",0.066],["died",0.059],["before",0.059],["fired",0.056],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.029],["said",0.027],["an",0.023],["police",0.021],["he",0.02],["on",0.019],["were",0.019],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"b32f77f4b7c5b2e4"}', '{"victims":[{"victim_id":null,"name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO public.report VALUES (5, 5, 5, true, false, true, true, 0, '203e14623864697b', 'a26cc341d329efc0', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,44],["text",0,99],["text",101,284]]', '{"anchor":"203e14623864697b","article_key":"ledger.example/heron","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Noor Heron","age_min":27,"age_max":27,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Elmgate"],"state":"OR","state_stated":true,"place":"Larch Street","agencies":["Elmgate Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1168593823,928655940,2659861114,1487909722,181414679,2614722694,3252013658,704072799,3226938194,387100349,576661821,1463943450,2717738773,3223547480,61427411,639846409,1402750583,162295994,1210318394,105414487,1932304161,3232419839,187944831,1857937773,1467265473,263808638,1411573890,479293679,2929687469,87207376,2574501729,620895731,1572298864,345944648,920017130,770783862,186395527,381928385,1901224143,2538709908,715776645,3241439453,203229522,1669391610,781461790,887483405,359785441,2936291957,777979286,1336317180,143103762,889370348,368496959,328874066,1105571400,46841321,1097198278,613310221,1294845584,538898980,1479717585,1297924479,444937170],"terms":[["elmgate",0.572],["heron",0.461],["larch",0.272],["noor",0.272],["oregon",0.272],["noon",0.175],["knife",0.174],["officer",0.157],["twice",0.14],["placed",0.136],["leave",0.123],["shoots",0.121],["27",0.114],["fatally",0.104],["shortly",0.104],["held",0.102],["house",0.083],["tuesday",0.075],["called",0.065],["died",0.058],["before",0.057],["fired",0.055],["street",0.051],["officers",0.047],["scene",0.046],["killed",0.044],["man",0.03],["when",0.029],["said",0.026],["an",0.022],["police",0.02],["he",0.02],["on",0.018],["were",0.018],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"a26cc341d329efc0"}', '{"victims":[{"victim_id":null,"name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO public.report VALUES (1, 1, 1, true, false, true, true, 0, '438184f6ab9a117d', '7a1774caf0a68ca8', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,44],["text",0,103],["text",105,292]]', '{"anchor":"438184f6ab9a117d","article_key":"ledger.example/wrenfield","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Tobias Wrenfield","age_min":34,"age_max":34,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Ashport"],"state":"OH","state_stated":true,"place":"Larch Street","agencies":["Ashport Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1058943546,2531849848,49994810,1487909722,1950661023,20485000,3236122672,3253205749,2307234300,387100349,3239005185,1463943450,3255010519,2697244979,2197785897,639846409,1402750583,162295994,1210318394,105414487,1724061414,1525863606,187944831,395921529,1467265473,263808638,1411573890,479293679,2929687469,3228004778,2574501729,3236437729,2674760356,345944648,920017130,770783862,186395527,327562024,531938541,263889358,715776645,3265996637,203229522,1669391610,781461790,733916296,359785441,2936291957,777979286,1336317180,1368878824,1415596461,311801369,328874066,2862888020,1415340973,3176408563,613310221,288290860,538898980,1509898255,1337435421,64131575],"terms":[["ashport",0.586],["wrenfield",0.473],["larch",0.279],["tobias",0.279],["noon",0.179],["knife",0.178],["officer",0.161],["ohio",0.15],["twice",0.143],["placed",0.14],["34",0.134],["leave",0.126],["shoots",0.124],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.085],["tuesday",0.076],["called",0.066],["died",0.06],["before",0.059],["fired",0.057],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.03],["said",0.027],["an",0.023],["police",0.021],["he",0.021],["on",0.019],["were",0.019],["shot",0.012],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"7a1774caf0a68ca8"}', '{"victims":[{"victim_id":null,"name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO public.report VALUES (2, 2, 2, true, false, true, true, 0, '1b9f6ae639350a0c', '7a1774caf0a68ca8', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,44],["text",0,103],["text",105,292]]', '{"anchor":"1b9f6ae639350a0c","article_key":"courier.example/wrenfield","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Tobias Wrenfield","age_min":34,"age_max":34,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Ashport"],"state":"OH","state_stated":true,"place":"Larch Street","agencies":["Ashport Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1058943546,2531849848,49994810,1487909722,1950661023,20485000,3236122672,3253205749,2307234300,387100349,3239005185,1463943450,3255010519,2697244979,2197785897,639846409,1402750583,162295994,1210318394,105414487,1724061414,1525863606,187944831,395921529,1467265473,263808638,1411573890,479293679,2929687469,3228004778,2574501729,3236437729,2674760356,345944648,920017130,770783862,186395527,327562024,531938541,263889358,715776645,3265996637,203229522,1669391610,781461790,733916296,359785441,2936291957,777979286,1336317180,1368878824,1415596461,311801369,328874066,2862888020,1415340973,3176408563,613310221,288290860,538898980,1509898255,1337435421,64131575],"terms":[["ashport",0.586],["wrenfield",0.473],["larch",0.279],["tobias",0.279],["noon",0.179],["knife",0.178],["officer",0.161],["ohio",0.15],["twice",0.143],["placed",0.14],["34",0.134],["leave",0.126],["shoots",0.124],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.085],["tuesday",0.076],["called",0.066],["died",0.06],["before",0.059],["fired",0.057],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.03],["said",0.027],["an",0.023],["police",0.021],["he",0.021],["on",0.019],["were",0.019],["shot",0.012],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"7a1774caf0a68ca8"}', '{"victims":[{"victim_id":null,"name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO public.report VALUES (4, 4, 4, true, false, true, true, 0, '5d9e6e0fee9ff1da', 'b32f77f4b7c5b2e4', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,46],["text",0,100],["text",102,284]]', '{"anchor":"5d9e6e0fee9ff1da","article_key":"courier.example/lark","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Ada Lark","age_min":41,"age_max":41,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Millbrook"],"state":"TX","state_stated":true,"place":"Larch Street","agencies":["Millbrook Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[127550178,1168593823,23514812,276946006,1487909722,717707952,1951187855,3252013658,3253205749,496187388,387100349,1289706247,836048890,3255010519,1569612225,557255740,639846409,1402750583,162295994,1210318394,105414487,3229281559,1734609046,187944831,71726897,1467265473,263808638,1411573890,479293679,2929687469,3019080847,2574501729,300704833,2674760356,345944648,920017130,770783862,186395527,127613177,1901224143,72050091,715776645,3222339729,203229522,1519318473,781461790,1171868502,359785441,2936291957,777979286,1336317180,1368878824,177016245,368496959,328874066,2628384889,1415340973,57406008,613310221,1294845584,381728620,1509898255,1337435421,444937170],"terms":[["millbrook",0.584],["lark",0.471],["ada",0.278],["larch",0.278],["noon",0.179],["knife",0.177],["officer",0.16],["texas",0.154],["41",0.153],["twice",0.143],["placed",0.139],["leave",0.125],["shoots",0.123],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.084],["tuesday",0.076],["called",0.066],["died",0.059],["before",0.059],["fired",0.056],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.029],["said",0.027],["an",0.023],["police",0.021],["he",0.02],["on",0.019],["were",0.019],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"b32f77f4b7c5b2e4"}', '{"victims":[{"victim_id":null,"name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO public.report VALUES (6, 6, 6, true, false, true, true, 0, '76502fcbc7d8b5fa', 'a26cc341d329efc0', 'police', 0.999728, 1, 1, '["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]', '[["title",0,44],["text",0,99],["text",101,284]]', '{"anchor":"76502fcbc7d8b5fa","article_key":"courier.example/heron","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Noor Heron","age_min":27,"age_max":27,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Elmgate"],"state":"OR","state_stated":true,"place":"Larch Street","agencies":["Elmgate Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1168593823,928655940,2659861114,1487909722,181414679,2614722694,3252013658,704072799,3226938194,387100349,576661821,1463943450,2717738773,3223547480,61427411,639846409,1402750583,162295994,1210318394,105414487,1932304161,3232419839,187944831,1857937773,1467265473,263808638,1411573890,479293679,2929687469,87207376,2574501729,620895731,1572298864,345944648,920017130,770783862,186395527,381928385,1901224143,2538709908,715776645,3241439453,203229522,1669391610,781461790,887483405,359785441,2936291957,777979286,1336317180,143103762,889370348,368496959,328874066,1105571400,46841321,1097198278,613310221,1294845584,538898980,1479717585,1297924479,444937170],"terms":[["elmgate",0.572],["heron",0.461],["larch",0.272],["noor",0.272],["oregon",0.272],["noon",0.175],["knife",0.174],["officer",0.157],["twice",0.14],["placed",0.136],["leave",0.123],["shoots",0.121],["27",0.114],["fatally",0.104],["shortly",0.104],["held",0.102],["house",0.083],["tuesday",0.075],["called",0.065],["died",0.058],["before",0.057],["fired",0.055],["street",0.051],["officers",0.047],["scene",0.046],["killed",0.044],["man",0.03],["when",0.029],["said",0.026],["an",0.022],["police",0.02],["he",0.02],["on",0.018],["were",0.018],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"a26cc341d329efc0"}', '{"victims":[{"victim_id":null,"name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');

INSERT INTO public.report_home VALUES ('1b9f6ae639350a0c', 1, 'courier.example/wrenfield', true);
INSERT INTO public.report_home VALUES ('438184f6ab9a117d', 1, 'ledger.example/wrenfield', true);
INSERT INTO public.report_home VALUES ('5d9e6e0fee9ff1da', 3, 'courier.example/lark', false);
INSERT INTO public.report_home VALUES ('6af98ed113117040', 3, 'ledger.example/lark', false);
INSERT INTO public.report_home VALUES ('203e14623864697b', 2, 'ledger.example/heron', true);
INSERT INTO public.report_home VALUES ('5d9e6e0fee9ff1da', 2, 'courier.example/lark', true);
INSERT INTO public.report_home VALUES ('6af98ed113117040', 2, 'ledger.example/lark', true);
INSERT INTO public.report_home VALUES ('76502fcbc7d8b5fa', 2, 'courier.example/heron', true);

INSERT INTO public.report_key VALUES ('copy 0:33eaf741436a', 1);
INSERT INTO public.report_key VALUES ('copy 10:7cb8b265afbb', 1);
INSERT INTO public.report_key VALUES ('copy 11:104833852b52', 1);
INSERT INTO public.report_key VALUES ('copy 12:e28d0837596a', 1);
INSERT INTO public.report_key VALUES ('copy 13:e2e1c3749286', 1);
INSERT INTO public.report_key VALUES ('copy 14:2431e23705d0', 1);
INSERT INTO public.report_key VALUES ('copy 15:352a1c0b9c75', 1);
INSERT INTO public.report_key VALUES ('copy 1:7d6b2f34f7e9', 1);
INSERT INTO public.report_key VALUES ('copy 2:d71be54359c7', 1);
INSERT INTO public.report_key VALUES ('copy 3:33f7e6114abf', 1);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 1);
INSERT INTO public.report_key VALUES ('copy 5:df498c9c5eca', 1);
INSERT INTO public.report_key VALUES ('copy 6:681964908a5d', 1);
INSERT INTO public.report_key VALUES ('copy 7:f3bce21084fc', 1);
INSERT INTO public.report_key VALUES ('copy 8:671a4c7f4a0c', 1);
INSERT INTO public.report_key VALUES ('copy 9:b548df8dbdf2', 1);
INSERT INTO public.report_key VALUES ('day OH 0.92458', 1);
INSERT INTO public.report_key VALUES ('day OH 4.92459', 1);
INSERT INTO public.report_key VALUES ('day ashport 0.92458', 1);
INSERT INTO public.report_key VALUES ('day ashport 4.92459', 1);
INSERT INTO public.report_key VALUES ('name tobias wrenfield', 1);
INSERT INTO public.report_key VALUES ('rare RNFLT OH', 1);
INSERT INTO public.report_key VALUES ('sound RNFLT t OH', 1);
INSERT INTO public.report_key VALUES ('word ashport 0.92458', 1);
INSERT INTO public.report_key VALUES ('word ashport 4.92459', 1);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 1);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 1);
INSERT INTO public.report_key VALUES ('word noon 0.92458', 1);
INSERT INTO public.report_key VALUES ('word noon 4.92459', 1);
INSERT INTO public.report_key VALUES ('word tobias 0.92458', 1);
INSERT INTO public.report_key VALUES ('word tobias 4.92459', 1);
INSERT INTO public.report_key VALUES ('word wrenfield 0.92458', 1);
INSERT INTO public.report_key VALUES ('word wrenfield 4.92459', 1);
INSERT INTO public.report_key VALUES ('copy 0:33eaf741436a', 2);
INSERT INTO public.report_key VALUES ('copy 10:7cb8b265afbb', 2);
INSERT INTO public.report_key VALUES ('copy 11:104833852b52', 2);
INSERT INTO public.report_key VALUES ('copy 12:e28d0837596a', 2);
INSERT INTO public.report_key VALUES ('copy 13:e2e1c3749286', 2);
INSERT INTO public.report_key VALUES ('copy 14:2431e23705d0', 2);
INSERT INTO public.report_key VALUES ('copy 15:352a1c0b9c75', 2);
INSERT INTO public.report_key VALUES ('copy 1:7d6b2f34f7e9', 2);
INSERT INTO public.report_key VALUES ('copy 2:d71be54359c7', 2);
INSERT INTO public.report_key VALUES ('copy 3:33f7e6114abf', 2);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 2);
INSERT INTO public.report_key VALUES ('copy 5:df498c9c5eca', 2);
INSERT INTO public.report_key VALUES ('copy 6:681964908a5d', 2);
INSERT INTO public.report_key VALUES ('copy 7:f3bce21084fc', 2);
INSERT INTO public.report_key VALUES ('copy 8:671a4c7f4a0c', 2);
INSERT INTO public.report_key VALUES ('copy 9:b548df8dbdf2', 2);
INSERT INTO public.report_key VALUES ('day OH 0.92458', 2);
INSERT INTO public.report_key VALUES ('day OH 4.92459', 2);
INSERT INTO public.report_key VALUES ('day ashport 0.92458', 2);
INSERT INTO public.report_key VALUES ('day ashport 4.92459', 2);
INSERT INTO public.report_key VALUES ('name tobias wrenfield', 2);
INSERT INTO public.report_key VALUES ('rare RNFLT OH', 2);
INSERT INTO public.report_key VALUES ('sound RNFLT t OH', 2);
INSERT INTO public.report_key VALUES ('word ashport 0.92458', 2);
INSERT INTO public.report_key VALUES ('word ashport 4.92459', 2);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 2);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 2);
INSERT INTO public.report_key VALUES ('word noon 0.92458', 2);
INSERT INTO public.report_key VALUES ('word noon 4.92459', 2);
INSERT INTO public.report_key VALUES ('word tobias 0.92458', 2);
INSERT INTO public.report_key VALUES ('word tobias 4.92459', 2);
INSERT INTO public.report_key VALUES ('word wrenfield 0.92458', 2);
INSERT INTO public.report_key VALUES ('word wrenfield 4.92459', 2);
INSERT INTO public.report_key VALUES ('copy 0:4a1fd8150ab9', 3);
INSERT INTO public.report_key VALUES ('copy 10:a1c137f6e273', 3);
INSERT INTO public.report_key VALUES ('copy 11:c297287476dd', 3);
INSERT INTO public.report_key VALUES ('copy 12:e28d0837596a', 3);
INSERT INTO public.report_key VALUES ('copy 13:dd1386815c7c', 3);
INSERT INTO public.report_key VALUES ('copy 14:f519bfc73bae', 3);
INSERT INTO public.report_key VALUES ('copy 15:29106a2999b7', 3);
INSERT INTO public.report_key VALUES ('copy 1:fde666dae623', 3);
INSERT INTO public.report_key VALUES ('copy 2:8bb5bd5f860b', 3);
INSERT INTO public.report_key VALUES ('copy 3:8aab2aae7e76', 3);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 3);
INSERT INTO public.report_key VALUES ('copy 5:3c86ed99d19b', 3);
INSERT INTO public.report_key VALUES ('copy 6:9659212bdf70', 3);
INSERT INTO public.report_key VALUES ('copy 7:b60059e497a4', 3);
INSERT INTO public.report_key VALUES ('copy 8:740a5745d9b4', 3);
INSERT INTO public.report_key VALUES ('copy 9:f63f336ed0be', 3);
INSERT INTO public.report_key VALUES ('day TX 0.92458', 3);
INSERT INTO public.report_key VALUES ('day TX 4.92459', 3);
INSERT INTO public.report_key VALUES ('day millbrook 0.92458', 3);
INSERT INTO public.report_key VALUES ('day millbrook 4.92459', 3);
INSERT INTO public.report_key VALUES ('name ada lark', 3);
INSERT INTO public.report_key VALUES ('rare LRK TX', 3);
INSERT INTO public.report_key VALUES ('sound LRK a TX', 3);
INSERT INTO public.report_key VALUES ('word ada 0.92458', 3);
INSERT INTO public.report_key VALUES ('word ada 4.92459', 3);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 3);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 3);
INSERT INTO public.report_key VALUES ('word lark 0.92458', 3);
INSERT INTO public.report_key VALUES ('word lark 4.92459', 3);
INSERT INTO public.report_key VALUES ('word millbrook 0.92458', 3);
INSERT INTO public.report_key VALUES ('word millbrook 4.92459', 3);
INSERT INTO public.report_key VALUES ('word noon 0.92458', 3);
INSERT INTO public.report_key VALUES ('word noon 4.92459', 3);
INSERT INTO public.report_key VALUES ('copy 0:4a1fd8150ab9', 4);
INSERT INTO public.report_key VALUES ('copy 10:a1c137f6e273', 4);
INSERT INTO public.report_key VALUES ('copy 11:c297287476dd', 4);
INSERT INTO public.report_key VALUES ('copy 12:e28d0837596a', 4);
INSERT INTO public.report_key VALUES ('copy 13:dd1386815c7c', 4);
INSERT INTO public.report_key VALUES ('copy 14:f519bfc73bae', 4);
INSERT INTO public.report_key VALUES ('copy 15:29106a2999b7', 4);
INSERT INTO public.report_key VALUES ('copy 1:fde666dae623', 4);
INSERT INTO public.report_key VALUES ('copy 2:8bb5bd5f860b', 4);
INSERT INTO public.report_key VALUES ('copy 3:8aab2aae7e76', 4);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 4);
INSERT INTO public.report_key VALUES ('copy 5:3c86ed99d19b', 4);
INSERT INTO public.report_key VALUES ('copy 6:9659212bdf70', 4);
INSERT INTO public.report_key VALUES ('copy 7:b60059e497a4', 4);
INSERT INTO public.report_key VALUES ('copy 8:740a5745d9b4', 4);
INSERT INTO public.report_key VALUES ('copy 9:f63f336ed0be', 4);
INSERT INTO public.report_key VALUES ('day TX 0.92458', 4);
INSERT INTO public.report_key VALUES ('day TX 4.92459', 4);
INSERT INTO public.report_key VALUES ('day millbrook 0.92458', 4);
INSERT INTO public.report_key VALUES ('day millbrook 4.92459', 4);
INSERT INTO public.report_key VALUES ('name ada lark', 4);
INSERT INTO public.report_key VALUES ('rare LRK TX', 4);
INSERT INTO public.report_key VALUES ('sound LRK a TX', 4);
INSERT INTO public.report_key VALUES ('word ada 0.92458', 4);
INSERT INTO public.report_key VALUES ('word ada 4.92459', 4);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 4);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 4);
INSERT INTO public.report_key VALUES ('word lark 0.92458', 4);
INSERT INTO public.report_key VALUES ('word lark 4.92459', 4);
INSERT INTO public.report_key VALUES ('word millbrook 0.92458', 4);
INSERT INTO public.report_key VALUES ('word millbrook 4.92459', 4);
INSERT INTO public.report_key VALUES ('word noon 0.92458', 4);
INSERT INTO public.report_key VALUES ('word noon 4.92459', 4);
INSERT INTO public.report_key VALUES ('copy 0:fe0babde55b6', 5);
INSERT INTO public.report_key VALUES ('copy 10:0b396a4fd8bc', 5);
INSERT INTO public.report_key VALUES ('copy 11:2147f94c94c2', 5);
INSERT INTO public.report_key VALUES ('copy 12:d22f979ab339', 5);
INSERT INTO public.report_key VALUES ('copy 13:47f179764740', 5);
INSERT INTO public.report_key VALUES ('copy 14:8fc467512025', 5);
INSERT INTO public.report_key VALUES ('copy 15:7baa72a968ac', 5);
INSERT INTO public.report_key VALUES ('copy 1:9c50af24a01f', 5);
INSERT INTO public.report_key VALUES ('copy 2:bc5c87a01491', 5);
INSERT INTO public.report_key VALUES ('copy 3:c6586eb00945', 5);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 5);
INSERT INTO public.report_key VALUES ('copy 5:b2ba4d524814', 5);
INSERT INTO public.report_key VALUES ('copy 6:6d09bdf5b7c8', 5);
INSERT INTO public.report_key VALUES ('copy 7:5cb39f569c41', 5);
INSERT INTO public.report_key VALUES ('copy 8:459a4617ef45', 5);
INSERT INTO public.report_key VALUES ('copy 9:75069d62e575', 5);
INSERT INTO public.report_key VALUES ('day OR 0.92458', 5);
INSERT INTO public.report_key VALUES ('day OR 4.92459', 5);
INSERT INTO public.report_key VALUES ('day elmgate 0.92458', 5);
INSERT INTO public.report_key VALUES ('day elmgate 4.92459', 5);
INSERT INTO public.report_key VALUES ('name noor heron', 5);
INSERT INTO public.report_key VALUES ('rare HRN OR', 5);
INSERT INTO public.report_key VALUES ('sound HRN n OR', 5);
INSERT INTO public.report_key VALUES ('word elmgate 0.92458', 5);
INSERT INTO public.report_key VALUES ('word elmgate 4.92459', 5);
INSERT INTO public.report_key VALUES ('word heron 0.92458', 5);
INSERT INTO public.report_key VALUES ('word heron 4.92459', 5);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 5);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 5);
INSERT INTO public.report_key VALUES ('word noor 0.92458', 5);
INSERT INTO public.report_key VALUES ('word noor 4.92459', 5);
INSERT INTO public.report_key VALUES ('word oregon 0.92458', 5);
INSERT INTO public.report_key VALUES ('word oregon 4.92459', 5);
INSERT INTO public.report_key VALUES ('copy 0:fe0babde55b6', 6);
INSERT INTO public.report_key VALUES ('copy 10:0b396a4fd8bc', 6);
INSERT INTO public.report_key VALUES ('copy 11:2147f94c94c2', 6);
INSERT INTO public.report_key VALUES ('copy 12:d22f979ab339', 6);
INSERT INTO public.report_key VALUES ('copy 13:47f179764740', 6);
INSERT INTO public.report_key VALUES ('copy 14:8fc467512025', 6);
INSERT INTO public.report_key VALUES ('copy 15:7baa72a968ac', 6);
INSERT INTO public.report_key VALUES ('copy 1:9c50af24a01f', 6);
INSERT INTO public.report_key VALUES ('copy 2:bc5c87a01491', 6);
INSERT INTO public.report_key VALUES ('copy 3:c6586eb00945', 6);
INSERT INTO public.report_key VALUES ('copy 4:5883ea67f1a7', 6);
INSERT INTO public.report_key VALUES ('copy 5:b2ba4d524814', 6);
INSERT INTO public.report_key VALUES ('copy 6:6d09bdf5b7c8', 6);
INSERT INTO public.report_key VALUES ('copy 7:5cb39f569c41', 6);
INSERT INTO public.report_key VALUES ('copy 8:459a4617ef45', 6);
INSERT INTO public.report_key VALUES ('copy 9:75069d62e575', 6);
INSERT INTO public.report_key VALUES ('day OR 0.92458', 6);
INSERT INTO public.report_key VALUES ('day OR 4.92459', 6);
INSERT INTO public.report_key VALUES ('day elmgate 0.92458', 6);
INSERT INTO public.report_key VALUES ('day elmgate 4.92459', 6);
INSERT INTO public.report_key VALUES ('name noor heron', 6);
INSERT INTO public.report_key VALUES ('rare HRN OR', 6);
INSERT INTO public.report_key VALUES ('sound HRN n OR', 6);
INSERT INTO public.report_key VALUES ('word elmgate 0.92458', 6);
INSERT INTO public.report_key VALUES ('word elmgate 4.92459', 6);
INSERT INTO public.report_key VALUES ('word heron 0.92458', 6);
INSERT INTO public.report_key VALUES ('word heron 4.92459', 6);
INSERT INTO public.report_key VALUES ('word larch 0.92458', 6);
INSERT INTO public.report_key VALUES ('word larch 4.92459', 6);
INSERT INTO public.report_key VALUES ('word noor 0.92458', 6);
INSERT INTO public.report_key VALUES ('word noor 4.92459', 6);
INSERT INTO public.report_key VALUES ('word oregon 0.92458', 6);
INSERT INTO public.report_key VALUES ('word oregon 4.92459', 6);

INSERT INTO public.report_person VALUES (1, 0, 'shot_by_police', 'Tobias Wrenfield', '["Tobias Wrenfield","Wrenfield"]', '[["text",49,65,"Tobias Wrenfield",true],["text",186,195,"Wrenfield",true]]', 0.9956964932847222);
INSERT INTO public.report_person VALUES (2, 0, 'shot_by_police', 'Tobias Wrenfield', '["Tobias Wrenfield","Wrenfield"]', '[["text",49,65,"Tobias Wrenfield",true],["text",186,195,"Wrenfield",true]]', 0.9956964932847222);
INSERT INTO public.report_person VALUES (3, 0, 'shot_by_police', 'Ada Lark', '["Ada Lark","Lark"]', '[["text",52,60,"Ada Lark",true],["text",183,187,"Lark",true]]', 0.996717736561558);
INSERT INTO public.report_person VALUES (4, 0, 'shot_by_police', 'Ada Lark', '["Ada Lark","Lark"]', '[["text",52,60,"Ada Lark",true],["text",183,187,"Lark",true]]', 0.996717736561558);
INSERT INTO public.report_person VALUES (5, 0, 'shot_by_police', 'Noor Heron', '["Noor Heron","Heron"]', '[["text",51,61,"Noor Heron",true],["text",182,187,"Heron",true]]', 0.9945169483291304);
INSERT INTO public.report_person VALUES (6, 0, 'shot_by_police', 'Noor Heron', '["Noor Heron","Heron"]', '[["text",51,61,"Noor Heron",true],["text",182,187,"Heron",true]]', 0.9945169483291304);

INSERT INTO public.review VALUES (1, 1, 1, 'accepted', '[{"field":"incident_date","value":"2026-02-24","persons":null},{"field":"city","value":"Ashport","persons":null},{"field":"state","value":"OH","persons":null},{"field":"place","value":"Larch Street","persons":null},{"field":"armed","value":"knife","persons":null},{"field":"weapon","value":"a knife","persons":null},{"field":"shots_fired","value":2,"persons":null},{"field":"hit_by_police","value":"yes","persons":null},{"field":"us","value":true,"persons":null},{"field":"name","value":"Tobias Wrenfield","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"age","value":34,"persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"gender","value":"male","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"fatal","value":true,"persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"outcome","value":"died_scene","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"name_status","value":"named","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]}]', '["1b9f6ae639350a0c","438184f6ab9a117d"]', NULL, NULL);

INSERT INTO public.sighting VALUES (1, 'in.jsonl:1', '2026-11-25 21:20:51.738605+00', NULL);
INSERT INTO public.sighting VALUES (2, 'in.jsonl:2', '2026-11-25 21:20:51.738605+00', NULL);
INSERT INTO public.sighting VALUES (3, 'in.jsonl:3', '2026-11-25 21:20:51.738605+00', NULL);
INSERT INTO public.sighting VALUES (4, 'in.jsonl:4', '2026-11-25 21:20:51.738605+00', NULL);
INSERT INTO public.sighting VALUES (5, 'in.jsonl:5', '2026-11-25 21:20:51.738605+00', NULL);
INSERT INTO public.sighting VALUES (6, 'in.jsonl:6', '2026-11-25 21:20:51.738605+00', NULL);

INSERT INTO public.victim_identifier VALUES (1, 1, '2026-11-25 21:20:56.760869+00');
INSERT INTO public.victim_identifier VALUES (2, 2, '2026-11-25 21:20:56.760869+00');
INSERT INTO public.victim_identifier VALUES (3, 2, '2026-11-25 21:20:56.760869+00');

SELECT pg_catalog.setval('public.article_id_seq', 6, true);

SELECT pg_catalog.setval('public.article_version_id_seq', 6, true);

SELECT pg_catalog.setval('public.capture_id_seq', 6, true);

SELECT pg_catalog.setval('public.correction_id_seq', 1, true);

SELECT pg_catalog.setval('public.decision_id_seq', 3, true);

SELECT pg_catalog.setval('public.document_id_seq', 1, false);

SELECT pg_catalog.setval('public.external_id_id_seq', 1, false);

SELECT pg_catalog.setval('public.judgement_id_seq', 2, true);

SELECT pg_catalog.setval('public.link_id_seq', 6, true);

SELECT pg_catalog.setval('public.rejected_id_seq', 1, false);

SELECT pg_catalog.setval('public.report_id_seq', 6, true);

SELECT pg_catalog.setval('public.review_id_seq', 1, true);

SELECT pg_catalog.setval('public.ruling_id_seq', 1, false);

SELECT pg_catalog.setval('public.run_id_seq', 1, false);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.about
    ADD CONSTRAINT pk_about PRIMARY KEY (key);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT pk_article PRIMARY KEY (id);

ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT pk_article_version PRIMARY KEY (id);

ALTER TABLE ONLY public.capture
    ADD CONSTRAINT pk_capture PRIMARY KEY (id);

ALTER TABLE ONLY public.change
    ADD CONSTRAINT pk_change PRIMARY KEY (cursor);

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT pk_claim PRIMARY KEY (report_id, n);

ALTER TABLE ONLY public.correction
    ADD CONSTRAINT pk_correction PRIMARY KEY (id);

ALTER TABLE ONLY public.decision
    ADD CONSTRAINT pk_decision PRIMARY KEY (id);

ALTER TABLE ONLY public.document
    ADD CONSTRAINT pk_document PRIMARY KEY (id);

ALTER TABLE ONLY public.edge
    ADD CONSTRAINT pk_edge PRIMARY KEY ("left", "right");

ALTER TABLE ONLY public.external_id
    ADD CONSTRAINT pk_external_id PRIMARY KEY (id);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT pk_fact PRIMARY KEY (incident, n);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT pk_feed PRIMARY KEY (url);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT pk_incident PRIMARY KEY (n);

ALTER TABLE ONLY public.incident_identifier
    ADD CONSTRAINT pk_incident_identifier PRIMARY KEY (n);

ALTER TABLE ONLY public.incident_person
    ADD CONSTRAINT pk_incident_person PRIMARY KEY (victim);

ALTER TABLE ONLY public.judgement
    ADD CONSTRAINT pk_judgement PRIMARY KEY (id);

ALTER TABLE ONLY public.link
    ADD CONSTRAINT pk_link PRIMARY KEY (id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT pk_membership PRIMARY KEY (anchor);

ALTER TABLE ONLY public.person_home
    ADD CONSTRAINT pk_person_home PRIMARY KEY (anchor, person);

ALTER TABLE ONLY public.question
    ADD CONSTRAINT pk_question PRIMARY KEY (key);

ALTER TABLE ONLY public.question_anchor
    ADD CONSTRAINT pk_question_anchor PRIMARY KEY (anchor, key);

ALTER TABLE ONLY public.reading
    ADD CONSTRAINT pk_reading PRIMARY KEY (capture_id);

ALTER TABLE ONLY public.rejected
    ADD CONSTRAINT pk_rejected PRIMARY KEY (id);

ALTER TABLE ONLY public.report
    ADD CONSTRAINT pk_report PRIMARY KEY (id);

ALTER TABLE ONLY public.report_home
    ADD CONSTRAINT pk_report_home PRIMARY KEY (anchor, incident);

ALTER TABLE ONLY public.report_key
    ADD CONSTRAINT pk_report_key PRIMARY KEY (key, report_id);

ALTER TABLE ONLY public.report_person
    ADD CONSTRAINT pk_report_person PRIMARY KEY (report_id, n);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT pk_review PRIMARY KEY (id);

ALTER TABLE ONLY public.ruling
    ADD CONSTRAINT pk_ruling PRIMARY KEY (id);

ALTER TABLE ONLY public.run
    ADD CONSTRAINT pk_run PRIMARY KEY (id);

ALTER TABLE ONLY public.sighting
    ADD CONSTRAINT pk_sighting PRIMARY KEY (link_id, via);

ALTER TABLE ONLY public.source
    ADD CONSTRAINT pk_source PRIMARY KEY (key);

ALTER TABLE ONLY public.victim_identifier
    ADD CONSTRAINT pk_victim_identifier PRIMARY KEY (n);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT uq_article_key UNIQUE (key);

ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT uq_article_version_capture_id UNIQUE (capture_id);

ALTER TABLE ONLY public.capture
    ADD CONSTRAINT uq_capture_link_id_sha256 UNIQUE (link_id, sha256);

ALTER TABLE ONLY public.document
    ADD CONSTRAINT uq_document_sha256 UNIQUE (sha256);

ALTER TABLE ONLY public.link
    ADD CONSTRAINT uq_link_key UNIQUE (key);

ALTER TABLE ONLY public.rejected
    ADD CONSTRAINT uq_rejected_file_place_reason UNIQUE (file, place, reason);

CREATE INDEX ix_article_version_article_id_n ON public.article_version USING btree (article_id, n);

CREATE INDEX ix_capture_file_offset ON public.capture USING btree (file, "offset");

CREATE INDEX ix_capture_sha256 ON public.capture USING btree (sha256);

CREATE INDEX ix_capture_verdict_id ON public.capture USING btree (verdict, id);

CREATE INDEX ix_correction_decision_id ON public.correction USING btree (decision_id);

CREATE INDEX ix_correction_incident ON public.correction USING btree (incident);

CREATE INDEX ix_edge_right ON public.edge USING btree ("right");

CREATE INDEX ix_external_id_decision_id ON public.external_id USING btree (decision_id);

CREATE INDEX ix_external_id_victim ON public.external_id USING btree (victim);

CREATE INDEX ix_incident_created_at ON public.incident USING btree (created_at);

CREATE INDEX ix_incident_date_from ON public.incident USING btree (date_from);

CREATE INDEX ix_incident_person_incident ON public.incident_person USING btree (incident);

CREATE INDEX ix_incident_review ON public.incident USING btree (review);

CREATE INDEX ix_incident_stale ON public.incident USING btree (stale);

CREATE INDEX ix_incident_state ON public.incident USING btree (state);

CREATE INDEX ix_judgement_decision_id ON public.judgement USING btree (decision_id);

CREATE INDEX ix_judgement_left_right ON public.judgement USING btree ("left", "right");

CREATE INDEX ix_judgement_right ON public.judgement USING btree ("right");

CREATE INDEX ix_link_leased_by ON public.link USING btree (leased_by);

CREATE INDEX ix_link_source ON public.link USING btree (source);

CREATE INDEX ix_link_state_next_at ON public.link USING btree (state, next_at);

CREATE INDEX ix_membership_incident ON public.membership USING btree (incident);

CREATE INDEX ix_person_home_victim ON public.person_home USING btree (victim);

CREATE INDEX ix_reading_article_id ON public.reading USING btree (article_id);

CREATE INDEX ix_report_anchor ON public.report USING btree (anchor);

CREATE INDEX ix_report_article_id ON public.report USING btree (article_id);

CREATE INDEX ix_report_home_article ON public.report_home USING btree (article);

CREATE INDEX ix_report_home_incident ON public.report_home USING btree (incident);

CREATE INDEX ix_report_key_report_id ON public.report_key USING btree (report_id);

CREATE INDEX ix_report_version_id ON public.report USING btree (version_id);

CREATE INDEX ix_report_waiting_id ON public.report USING btree (waiting, id);

CREATE INDEX ix_review_decision_id ON public.review USING btree (decision_id);

CREATE INDEX ix_review_incident ON public.review USING btree (incident);

CREATE INDEX ix_ruling_decision_id ON public.ruling USING btree (decision_id);

CREATE INDEX ix_ruling_schema_value ON public.ruling USING btree (schema, value);

CREATE INDEX ix_victim_identifier_incident ON public.victim_identifier USING btree (incident);

ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT fk_article_version_article_id FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT fk_article_version_capture_id FOREIGN KEY (capture_id) REFERENCES public.capture(id);

ALTER TABLE ONLY public.capture
    ADD CONSTRAINT fk_capture_link_id FOREIGN KEY (link_id) REFERENCES public.link(id);

ALTER TABLE ONLY public.change
    ADD CONSTRAINT fk_change_incident FOREIGN KEY (incident) REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.change
    ADD CONSTRAINT fk_change_into FOREIGN KEY ("into") REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT fk_claim_report_id FOREIGN KEY (report_id) REFERENCES public.report(id);

ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_decision_id FOREIGN KEY (decision_id) REFERENCES public.decision(id);

ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_incident FOREIGN KEY (incident) REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_superseded_by FOREIGN KEY (superseded_by) REFERENCES public.decision(id);

ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_victim FOREIGN KEY (victim) REFERENCES public.victim_identifier(n);

ALTER TABLE ONLY public.external_id
    ADD CONSTRAINT fk_external_id_decision_id FOREIGN KEY (decision_id) REFERENCES public.decision(id);

ALTER TABLE ONLY public.external_id
    ADD CONSTRAINT fk_external_id_superseded_by FOREIGN KEY (superseded_by) REFERENCES public.decision(id);

ALTER TABLE ONLY public.external_id
    ADD CONSTRAINT fk_external_id_victim FOREIGN KEY (victim) REFERENCES public.victim_identifier(n);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fk_fact_incident FOREIGN KEY (incident) REFERENCES public.incident(n);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fk_fact_victim FOREIGN KEY (victim) REFERENCES public.victim_identifier(n);

ALTER TABLE ONLY public.incident_identifier
    ADD CONSTRAINT fk_incident_identifier_into FOREIGN KEY ("into") REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT fk_incident_n FOREIGN KEY (n) REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.incident_person
    ADD CONSTRAINT fk_incident_person_incident FOREIGN KEY (incident) REFERENCES public.incident(n);

ALTER TABLE ONLY public.incident_person
    ADD CONSTRAINT fk_incident_person_victim FOREIGN KEY (victim) REFERENCES public.victim_identifier(n);

ALTER TABLE ONLY public.judgement
    ADD CONSTRAINT fk_judgement_decision_id FOREIGN KEY (decision_id) REFERENCES public.decision(id);

ALTER TABLE ONLY public.judgement
    ADD CONSTRAINT fk_judgement_superseded_by FOREIGN KEY (superseded_by) REFERENCES public.decision(id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT fk_membership_incident FOREIGN KEY (incident) REFERENCES public.incident(n);

ALTER TABLE ONLY public.person_home
    ADD CONSTRAINT fk_person_home_victim FOREIGN KEY (victim) REFERENCES public.victim_identifier(n);

ALTER TABLE ONLY public.question_anchor
    ADD CONSTRAINT fk_question_anchor_key FOREIGN KEY (key) REFERENCES public.question(key);

ALTER TABLE ONLY public.reading
    ADD CONSTRAINT fk_reading_article_id FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.reading
    ADD CONSTRAINT fk_reading_capture_id FOREIGN KEY (capture_id) REFERENCES public.capture(id);

ALTER TABLE ONLY public.report
    ADD CONSTRAINT fk_report_article_id FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.report_home
    ADD CONSTRAINT fk_report_home_incident FOREIGN KEY (incident) REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.report_key
    ADD CONSTRAINT fk_report_key_report_id FOREIGN KEY (report_id) REFERENCES public.report(id);

ALTER TABLE ONLY public.report_person
    ADD CONSTRAINT fk_report_person_report_id FOREIGN KEY (report_id) REFERENCES public.report(id);

ALTER TABLE ONLY public.report
    ADD CONSTRAINT fk_report_version_id FOREIGN KEY (version_id) REFERENCES public.article_version(id);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_decision_id FOREIGN KEY (decision_id) REFERENCES public.decision(id);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_incident FOREIGN KEY (incident) REFERENCES public.incident_identifier(n);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_superseded_by FOREIGN KEY (superseded_by) REFERENCES public.decision(id);

ALTER TABLE ONLY public.ruling
    ADD CONSTRAINT fk_ruling_decision_id FOREIGN KEY (decision_id) REFERENCES public.decision(id);

ALTER TABLE ONLY public.ruling
    ADD CONSTRAINT fk_ruling_superseded_by FOREIGN KEY (superseded_by) REFERENCES public.decision(id);

ALTER TABLE ONLY public.sighting
    ADD CONSTRAINT fk_sighting_link_id FOREIGN KEY (link_id) REFERENCES public.link(id);

ALTER TABLE ONLY public.victim_identifier
    ADD CONSTRAINT fk_victim_identifier_incident FOREIGN KEY (incident) REFERENCES public.incident_identifier(n);

