BEGIN TRANSACTION;
CREATE TABLE about (
	"key" VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_about PRIMARY KEY ("key")
);
INSERT INTO "about" VALUES('scope','police');
INSERT INTO "about" VALUES('demo','no');
INSERT INTO "about" VALUES('made_at','2026-11-25T21:19:23+00:00');
INSERT INTO "about" VALUES('made_by','somebody');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE article (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	near_duplicate_of TEXT, 
	CONSTRAINT pk_article PRIMARY KEY (id), 
	CONSTRAINT uq_article_key UNIQUE ("key")
);
INSERT INTO "article" VALUES(1,'ledger.example/wrenfield','https://courier.example/wrenfield');
INSERT INTO "article" VALUES(2,'courier.example/wrenfield',NULL);
INSERT INTO "article" VALUES(3,'ledger.example/lark','https://courier.example/heron');
INSERT INTO "article" VALUES(4,'courier.example/lark','https://courier.example/heron');
INSERT INTO "article" VALUES(5,'ledger.example/heron','https://courier.example/heron');
INSERT INTO "article" VALUES(6,'courier.example/heron',NULL);
CREATE TABLE article_version (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	capture_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	reader TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	url TEXT NOT NULL, 
	canonical_url TEXT NOT NULL, 
	relevant BOOLEAN NOT NULL, 
	relevance FLOAT NOT NULL, 
	relevance_any FLOAT NOT NULL, 
	reasons TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	outlet TEXT, 
	byline TEXT, 
	dateline TEXT, 
	language VARCHAR(8), 
	published TEXT, 
	published_at DATETIME, 
	published_precision VARCHAR(10) NOT NULL, 
	published_method TEXT, 
	modified TEXT, 
	syndicated_from TEXT, 
	CONSTRAINT pk_article_version PRIMARY KEY (id), 
	CONSTRAINT fk_article_version_article_id FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT fk_article_version_capture_id FOREIGN KEY(capture_id) REFERENCES capture (id), 
	CONSTRAINT uq_article_version_capture_id UNIQUE (capture_id)
);
INSERT INTO "article_version" VALUES(1,1,1,1,1,'1','91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0','https://ledger.example/wrenfield','https://ledger.example/wrenfield',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Ashport','ASHPORT, OHIO — A police officer shot and killed Tobias Wrenfield, 34, on Tuesday, Ashport police said.

Officers were called to a house on Larch Street shortly before noon. Police said Wrenfield held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','ledger',NULL,'ASHPORT, OHIO —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
INSERT INTO "article_version" VALUES(2,2,2,1,1,'1','91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0','https://courier.example/wrenfield','https://courier.example/wrenfield',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Ashport','ASHPORT, OHIO — A police officer shot and killed Tobias Wrenfield, 34, on Tuesday, Ashport police said.

Officers were called to a house on Larch Street shortly before noon. Police said Wrenfield held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','courier',NULL,'ASHPORT, OHIO —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
INSERT INTO "article_version" VALUES(3,3,3,1,1,'1','f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707','https://ledger.example/lark','https://ledger.example/lark',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Millbrook','MILLBROOK, TEXAS — A police officer shot and killed Ada Lark, 41, on Tuesday, Millbrook police said.

Officers were called to a house on Larch Street shortly before noon. Police said Lark held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','ledger',NULL,'MILLBROOK, TEXAS —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
INSERT INTO "article_version" VALUES(4,4,4,1,1,'1','f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707','https://courier.example/lark','https://courier.example/lark',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Millbrook','MILLBROOK, TEXAS — A police officer shot and killed Ada Lark, 41, on Tuesday, Millbrook police said.

Officers were called to a house on Larch Street shortly before noon. Police said Lark held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','courier',NULL,'MILLBROOK, TEXAS —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
INSERT INTO "article_version" VALUES(5,5,5,1,1,'1','f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45','https://ledger.example/heron','https://ledger.example/heron',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Elmgate','ELMGATE, OREGON — A police officer shot and killed Noor Heron, 27, on Tuesday, Elmgate police said.

Officers were called to a house on Larch Street shortly before noon. Police said Heron held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','ledger',NULL,'ELMGATE, OREGON —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
INSERT INTO "article_version" VALUES(6,6,6,1,1,'1','f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45','https://courier.example/heron','https://courier.example/heron',1,0.999728,0.999728,'["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','Police officer fatally shoots man in Elmgate','ELMGATE, OREGON — A police officer shot and killed Noor Heron, 27, on Tuesday, Elmgate police said.

Officers were called to a house on Larch Street shortly before noon. Police said Heron held a knife when an officer fired twice. He died at the scene. The officer was placed on leave.','courier',NULL,'ELMGATE, OREGON —','en','2026-02-25T18:00:00+00:00','2026-02-25 18:00:00.000000','second','given',NULL,NULL);
CREATE TABLE capture (
	id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	fetched_at DATETIME NOT NULL, 
	status INTEGER NOT NULL, 
	final_url TEXT, 
	content_type TEXT, 
	etag TEXT, 
	last_modified TEXT, 
	sha256 VARCHAR(64) NOT NULL, 
	verdict VARCHAR(10) NOT NULL, 
	reason TEXT, 
	detail TEXT, 
	screen_version TEXT, 
	scope VARCHAR(10), 
	file TEXT, 
	"offset" INTEGER, 
	length INTEGER, 
	hops TEXT, 
	CONSTRAINT pk_capture PRIMARY KEY (id), 
	CONSTRAINT fk_capture_link_id FOREIGN KEY(link_id) REFERENCES link (id), 
	CONSTRAINT uq_capture_link_id_sha256 UNIQUE (link_id, sha256)
);
INSERT INTO "capture" VALUES(1,1,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'68e3e07adae3b46819b863337a663d94f2140b4278bd3617a381eaf52e851520','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',289,577,NULL);
INSERT INTO "capture" VALUES(2,2,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'ede35900dc7d25eda3315f395e5d4dc6c77521ffbadda0c0a2da3fd3adc66c25','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',866,577,NULL);
INSERT INTO "capture" VALUES(3,3,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'39af171ab25336e71a88bce0d5ce6e0faad8690d790db5d7ec8774602c85fb92','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',1443,576,NULL);
INSERT INTO "capture" VALUES(4,4,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'f96bd93d415b225eae4a2ad78b1b067daff171849db0e2429fa68ea35a32f3d7','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',2019,578,NULL);
INSERT INTO "capture" VALUES(5,5,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'e9d906398e766c751c39606a999e9002a65a18bcd9f1ef1d1b6c666920fe9179','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',2597,578,NULL);
INSERT INTO "capture" VALUES(6,6,'2026-11-25 21:19:23.306906',200,NULL,'application/json',NULL,NULL,'48425df23889e3f33041715106ce31d43f7afaa117c85fae50fe6bf6edfbe88a','kept',NULL,NULL,'1','police','casebook-20261125211923-5a30b1ab4e3d.warc.gz',3175,578,NULL);
CREATE TABLE change (
	cursor INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	incident INTEGER NOT NULL, 
	"into" INTEGER, 
	line TEXT, 
	CONSTRAINT pk_change PRIMARY KEY (cursor), 
	CONSTRAINT fk_change_incident FOREIGN KEY(incident) REFERENCES incident_identifier (n), 
	CONSTRAINT fk_change_into FOREIGN KEY("into") REFERENCES incident_identifier (n)
);
INSERT INTO "change" VALUES(1,'2026-11-25 21:19:36.253659','created',1,NULL,'{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:19:36Z"}');
INSERT INTO "change" VALUES(2,'2026-11-25 21:19:36.253659','created',2,NULL,'{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron"],"conflicts":{},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:19:36Z"}');
INSERT INTO "change" VALUES(3,'2026-11-25 21:19:36.253659','created',3,NULL,'{"incident_id":"I3","victims":[{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Ada Lark"],"conflicts":{},"articles":[{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:19:36Z"}');
INSERT INTO "change" VALUES(4,'2026-11-25 21:20:01.160925','updated',1,NULL,'{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:20:01Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:20:01Z"}');
INSERT INTO "change" VALUES(5,'2026-11-25 21:20:19.293641','updated',2,NULL,'{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null},{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department","Millbrook Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"},{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated","victims[1].name":"stated","victims[1].age":"stated","victims[1].age_min":"not_stated","victims[1].age_max":"not_stated","victims[1].gender":"stated","victims[1].race":"not_stated","victims[1].fatal":"stated","victims[1].outcome":"stated","victims[1].name_status":"stated","victims[1].armed":"not_stated","victims[1].weapon":"not_stated","victims[1].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron","Ada Lark"],"conflicts":{"city":[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}],"state":[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}]},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":4,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:20:19Z"}');
INSERT INTO "change" VALUES(6,'2026-11-25 21:20:19.293641','merged',3,2,NULL);
INSERT INTO "change" VALUES(7,'2026-11-25 21:20:36.265412','updated',1,NULL,'{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":35,"age_min":35,"age_max":35,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:20:01Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:20:36Z"}');
CREATE TABLE claim (
	report_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	person INTEGER, 
	field VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	as_written TEXT, 
	"where" VARCHAR(5), 
	start INTEGER, 
	"end" INTEGER, 
	basis VARCHAR(10) NOT NULL, 
	asserted_by VARCHAR(20) NOT NULL, 
	hedged BOOLEAN NOT NULL, 
	method TEXT NOT NULL, 
	version TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	detail TEXT NOT NULL, 
	CONSTRAINT pk_claim PRIMARY KEY (report_id, n), 
	CONSTRAINT fk_claim_report_id FOREIGN KEY(report_id) REFERENCES report (id)
);
INSERT INTO "claim" VALUES(1,0,0,'name','"Tobias Wrenfield"','Tobias Wrenfield','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(1,1,0,'age','34','34','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(1,2,0,'gender','"male"','He','text',238,259,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(1,3,0,'name_status','"named"','Tobias Wrenfield','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(1,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,103,'stated','police',0,'date-phrases','1',0.9877,'{}');
INSERT INTO "claim" VALUES(1,5,NULL,'city','"Ashport"','Ashport','title',0,44,'stated','outlet',0,'gazetteer-choice','1',0.8731,'{}');
INSERT INTO "claim" VALUES(1,6,NULL,'state','"OH"','OHIO','text',0,103,'stated','police',0,'gazetteer-choice','1',0.9997,'{}');
INSERT INTO "claim" VALUES(1,7,NULL,'place','"Larch Street"','Larch Street','text',105,173,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(1,8,NULL,'agency','"Ashport Police Department"',NULL,NULL,NULL,NULL,'inferred','unknown',0,'police of the city','1',0.5,'{"type":"local_police","role":"fired","state":"OH"}');
INSERT INTO "claim" VALUES(1,9,NULL,'armed','"knife"','a knife','text',174,237,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(1,10,NULL,'weapon','"a knife"','a knife','text',174,237,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(1,11,NULL,'shots_fired','2','fired twice','text',174,237,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(1,12,0,'fatal','true','killed','text',0,103,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(1,13,0,'outcome','"died_scene"','died at the scene','text',238,259,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(1,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(1,15,NULL,'hit_by_police','"yes"','shoots','title',0,44,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
INSERT INTO "claim" VALUES(2,0,0,'name','"Tobias Wrenfield"','Tobias Wrenfield','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(2,1,0,'age','34','34','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(2,2,0,'gender','"male"','He','text',238,259,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(2,3,0,'name_status','"named"','Tobias Wrenfield','text',0,103,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(2,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,103,'stated','police',0,'date-phrases','1',0.9877,'{}');
INSERT INTO "claim" VALUES(2,5,NULL,'city','"Ashport"','Ashport','title',0,44,'stated','outlet',0,'gazetteer-choice','1',0.8731,'{}');
INSERT INTO "claim" VALUES(2,6,NULL,'state','"OH"','OHIO','text',0,103,'stated','police',0,'gazetteer-choice','1',0.9997,'{}');
INSERT INTO "claim" VALUES(2,7,NULL,'place','"Larch Street"','Larch Street','text',105,173,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(2,8,NULL,'agency','"Ashport Police Department"',NULL,NULL,NULL,NULL,'inferred','unknown',0,'police of the city','1',0.5,'{"type":"local_police","role":"fired","state":"OH"}');
INSERT INTO "claim" VALUES(2,9,NULL,'armed','"knife"','a knife','text',174,237,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(2,10,NULL,'weapon','"a knife"','a knife','text',174,237,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(2,11,NULL,'shots_fired','2','fired twice','text',174,237,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(2,12,0,'fatal','true','killed','text',0,103,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(2,13,0,'outcome','"died_scene"','died at the scene','text',238,259,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(2,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(2,15,NULL,'hit_by_police','"yes"','shoots','title',0,44,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
INSERT INTO "claim" VALUES(3,0,0,'name','"Ada Lark"','Ada Lark','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(3,1,0,'age','41','41','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(3,2,0,'gender','"male"','He','text',230,251,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(3,3,0,'name_status','"named"','Ada Lark','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(3,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,100,'stated','police',0,'date-phrases','1',0.9846,'{}');
INSERT INTO "claim" VALUES(3,5,NULL,'city','"Millbrook"','Millbrook','title',0,46,'stated','outlet',0,'gazetteer-choice','1',0.9551,'{}');
INSERT INTO "claim" VALUES(3,6,NULL,'state','"TX"','TEXAS','text',0,100,'stated','police',0,'gazetteer-choice','1',0.974,'{}');
INSERT INTO "claim" VALUES(3,7,NULL,'place','"Larch Street"','Larch Street','text',102,170,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(3,8,NULL,'agency','"Millbrook Police Department"','Millbrook police','text',0,100,'stated','police',0,'agency-patterns','1',0.6,'{"type":"local_police","role":"fired","state":"TX"}');
INSERT INTO "claim" VALUES(3,9,NULL,'armed','"knife"','a knife','text',171,229,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(3,10,NULL,'weapon','"a knife"','a knife','text',171,229,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(3,11,NULL,'shots_fired','2','fired twice','text',171,229,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(3,12,0,'fatal','true','killed','text',0,100,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(3,13,0,'outcome','"died_scene"','died at the scene','text',230,251,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(3,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(3,15,NULL,'hit_by_police','"yes"','shoots','title',0,46,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
INSERT INTO "claim" VALUES(4,0,0,'name','"Ada Lark"','Ada Lark','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(4,1,0,'age','41','41','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(4,2,0,'gender','"male"','He','text',230,251,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(4,3,0,'name_status','"named"','Ada Lark','text',0,100,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(4,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,100,'stated','police',0,'date-phrases','1',0.9846,'{}');
INSERT INTO "claim" VALUES(4,5,NULL,'city','"Millbrook"','Millbrook','title',0,46,'stated','outlet',0,'gazetteer-choice','1',0.9551,'{}');
INSERT INTO "claim" VALUES(4,6,NULL,'state','"TX"','TEXAS','text',0,100,'stated','police',0,'gazetteer-choice','1',0.974,'{}');
INSERT INTO "claim" VALUES(4,7,NULL,'place','"Larch Street"','Larch Street','text',102,170,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(4,8,NULL,'agency','"Millbrook Police Department"','Millbrook police','text',0,100,'stated','police',0,'agency-patterns','1',0.6,'{"type":"local_police","role":"fired","state":"TX"}');
INSERT INTO "claim" VALUES(4,9,NULL,'armed','"knife"','a knife','text',171,229,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(4,10,NULL,'weapon','"a knife"','a knife','text',171,229,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(4,11,NULL,'shots_fired','2','fired twice','text',171,229,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(4,12,0,'fatal','true','killed','text',0,100,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(4,13,0,'outcome','"died_scene"','died at the scene','text',230,251,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(4,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(4,15,NULL,'hit_by_police','"yes"','shoots','title',0,46,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
INSERT INTO "claim" VALUES(5,0,0,'name','"Noor Heron"','Noor Heron','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(5,1,0,'age','27','27','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(5,2,0,'gender','"male"','He','text',230,251,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(5,3,0,'name_status','"named"','Noor Heron','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(5,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,99,'stated','police',0,'date-phrases','1',0.988,'{}');
INSERT INTO "claim" VALUES(5,5,NULL,'city','"Elmgate"','Elmgate','title',0,44,'stated','outlet',0,'gazetteer-choice','1',0.8731,'{}');
INSERT INTO "claim" VALUES(5,6,NULL,'state','"OR"','OREGON','text',0,99,'stated','police',0,'gazetteer-choice','1',0.9997,'{}');
INSERT INTO "claim" VALUES(5,7,NULL,'place','"Larch Street"','Larch Street','text',101,169,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(5,8,NULL,'agency','"Elmgate Police Department"',NULL,NULL,NULL,NULL,'inferred','unknown',0,'police of the city','1',0.5,'{"type":"local_police","role":"fired","state":"OR"}');
INSERT INTO "claim" VALUES(5,9,NULL,'armed','"knife"','a knife','text',170,229,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(5,10,NULL,'weapon','"a knife"','a knife','text',170,229,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(5,11,NULL,'shots_fired','2','fired twice','text',170,229,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(5,12,0,'fatal','true','killed','text',0,99,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(5,13,0,'outcome','"died_scene"','died at the scene','text',230,251,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(5,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(5,15,NULL,'hit_by_police','"yes"','shoots','title',0,44,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
INSERT INTO "claim" VALUES(6,0,0,'name','"Noor Heron"','Noor Heron','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(6,1,0,'age','27','27','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(6,2,0,'gender','"male"','He','text',230,251,'stated','outlet',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(6,3,0,'name_status','"named"','Noor Heron','text',0,99,'stated','police',0,'people/1','1',1.0,'{}');
INSERT INTO "claim" VALUES(6,4,NULL,'incident_date','"2026-02-24"','on Tuesday','text',0,99,'stated','police',0,'date-phrases','1',0.988,'{}');
INSERT INTO "claim" VALUES(6,5,NULL,'city','"Elmgate"','Elmgate','title',0,44,'stated','outlet',0,'gazetteer-choice','1',0.8731,'{}');
INSERT INTO "claim" VALUES(6,6,NULL,'state','"OR"','OREGON','text',0,99,'stated','police',0,'gazetteer-choice','1',0.9997,'{}');
INSERT INTO "claim" VALUES(6,7,NULL,'place','"Larch Street"','Larch Street','text',101,169,'stated','outlet',0,'place-patterns','1',0.6214,'{"precision":"road"}');
INSERT INTO "claim" VALUES(6,8,NULL,'agency','"Elmgate Police Department"',NULL,NULL,NULL,NULL,'inferred','unknown',0,'police of the city','1',0.5,'{"type":"local_police","role":"fired","state":"OR"}');
INSERT INTO "claim" VALUES(6,9,NULL,'armed','"knife"','a knife','text',170,229,'stated','police',0,'circumstances/armed/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(6,10,NULL,'weapon','"a knife"','a knife','text',170,229,'stated','police',0,'circumstances/weapon/knife','1',0.87,'{}');
INSERT INTO "claim" VALUES(6,11,NULL,'shots_fired','2','fired twice','text',170,229,'stated','police',0,'circumstances/shots_fired/fired','1',0.95,'{}');
INSERT INTO "claim" VALUES(6,12,0,'fatal','true','killed','text',0,99,'stated','police',0,'circumstances/fatal/died','1',0.95,'{}');
INSERT INTO "claim" VALUES(6,13,0,'outcome','"died_scene"','died at the scene','text',230,251,'stated','outlet',0,'circumstances/outcome/died_scene','1',0.67,'{}');
INSERT INTO "claim" VALUES(6,14,NULL,'us','true',NULL,NULL,NULL,NULL,'inferred','unknown',0,'circumstances/us/no-other-country','1',0.9,'{}');
INSERT INTO "claim" VALUES(6,15,NULL,'hit_by_police','"yes"','shoots','title',0,44,'stated','outlet',0,'circumstances/hit_by_police/told','1',0.9,'{}');
CREATE TABLE correction (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	incident INTEGER NOT NULL, 
	victim INTEGER, 
	persons TEXT, 
	field VARCHAR(60) NOT NULL, 
	value TEXT, 
	source TEXT NOT NULL, 
	superseded_at DATETIME, 
	superseded_by INTEGER, 
	CONSTRAINT pk_correction PRIMARY KEY (id), 
	CONSTRAINT fk_correction_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_correction_incident FOREIGN KEY(incident) REFERENCES incident_identifier (n), 
	CONSTRAINT fk_correction_superseded_by FOREIGN KEY(superseded_by) REFERENCES decision (id), 
	CONSTRAINT fk_correction_victim FOREIGN KEY(victim) REFERENCES victim_identifier (n)
);
INSERT INTO "correction" VALUES(1,3,1,1,'[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]','age','35','https://a.example/',NULL,NULL);
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	subject TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	note TEXT NOT NULL, 
	undone_at DATETIME, 
	undone_by TEXT, 
	CONSTRAINT pk_decision PRIMARY KEY (id)
);
INSERT INTO "decision" VALUES(1,'accepted','accepted I1','editor','2026-11-25 21:20:01.160925','shown',NULL,NULL);
INSERT INTO "decision" VALUES(2,'merge','merge I2 I3','editor','2026-11-25 21:20:19.293641','',NULL,NULL);
INSERT INTO "decision" VALUES(3,'correction','set V1 age to 35','editor','2026-11-25 21:20:36.265412','x',NULL,NULL);
CREATE TABLE document (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	title TEXT, 
	issuer TEXT, 
	issued_on DATE, 
	received_at DATETIME NOT NULL, 
	may_show BOOLEAN NOT NULL, 
	content_type TEXT, 
	sha256 VARCHAR(64) NOT NULL, 
	file TEXT NOT NULL, 
	"offset" INTEGER NOT NULL, 
	length INTEGER NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_sha256 UNIQUE (sha256)
);
CREATE TABLE edge (
	"left" TEXT NOT NULL, 
	"right" TEXT NOT NULL, 
	score FLOAT NOT NULL, 
	vetoed BOOLEAN NOT NULL, 
	evidence TEXT NOT NULL, 
	model TEXT NOT NULL, 
	CONSTRAINT pk_edge PRIMARY KEY ("left", "right")
);
INSERT INTO "edge" VALUES('1b9f6ae639350a0c','438184f6ab9a117d',42.51,0,'[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",15.57,"Tobias Wrenfield / Tobias Wrenfield: same given name tobias; same surname wrenfield",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both OH",false],["place",5.5,"both Ashport",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Ashport Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]','1');
INSERT INTO "edge" VALUES('5d9e6e0fee9ff1da','6af98ed113117040',39.73,0,'[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",12.79,"Ada Lark / Ada Lark: same given name ada; same surname lark",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both TX",false],["place",5.5,"both Millbrook",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Millbrook Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]','1');
INSERT INTO "edge" VALUES('203e14623864697b','76502fcbc7d8b5fa',41.85,0,'[["prior",-2.26,"two reports that share a key, before a closer look",false],["name",14.91,"Noor Heron / Noor Heron: same given name noor; same surname heron",false],["age",1.99,"the same age",false],["date",4.93,"2026-02-24 / 2026-02-24",false],["publication",0.0,"published 0 days apart",false],["state",0.98,"both OR",false],["place",5.5,"both Elmgate",false],["street",3.92,"Larch Street / Larch Street",false],["agency",0.1,"both Elmgate Police Department",false],["gender",0.0,"both male",false],["fatal",0.73,"the same outcome",false],["armed",2.42,"knife / knife",false],["shooter",0.48,"police / police fired",false],["wording",8.15,"100% of the wording is one text",false]]','1');
CREATE TABLE external_id (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	victim INTEGER NOT NULL, 
	schema VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	superseded_at DATETIME, 
	superseded_by INTEGER, 
	CONSTRAINT pk_external_id PRIMARY KEY (id), 
	CONSTRAINT fk_external_id_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_external_id_superseded_by FOREIGN KEY(superseded_by) REFERENCES decision (id), 
	CONSTRAINT fk_external_id_victim FOREIGN KEY(victim) REFERENCES victim_identifier (n)
);
CREATE TABLE fact (
	incident INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	victim INTEGER, 
	field VARCHAR(60) NOT NULL, 
	value TEXT, 
	state VARCHAR(20) NOT NULL, 
	why TEXT NOT NULL, 
	support TEXT NOT NULL, 
	conflicts TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	CONSTRAINT pk_fact PRIMARY KEY (incident, n), 
	CONSTRAINT fk_fact_incident FOREIGN KEY(incident) REFERENCES incident (n), 
	CONSTRAINT fk_fact_victim FOREIGN KEY(victim) REFERENCES victim_identifier (n)
);
INSERT INTO "fact" VALUES(2,0,NULL,'incident_date','"2026-02-24"','stated','1 independent source (police)','[["76502fcbc7d8b5fa",4],["5d9e6e0fee9ff1da",4],["203e14623864697b",4],["6af98ed113117040",4]]','[]',0.988);
INSERT INTO "fact" VALUES(2,1,NULL,'death_date',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,2,NULL,'city','"Millbrook"','stated','best backed by office, sources and recency: 1 independent source (outlet)','[["5d9e6e0fee9ff1da",5],["6af98ed113117040",5]]','[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1}]',0.499);
INSERT INTO "fact" VALUES(2,3,NULL,'county',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,4,NULL,'state','"OR"','stated','best backed by office, sources and recency: 1 independent source (police)','[["76502fcbc7d8b5fa",6],["203e14623864697b",6]]','[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1}]',0.506);
INSERT INTO "fact" VALUES(2,5,NULL,'place','"Larch Street"','stated','1 independent source (outlet)','[["76502fcbc7d8b5fa",7],["5d9e6e0fee9ff1da",7],["203e14623864697b",7],["6af98ed113117040",7]]','[]',0.621);
INSERT INTO "fact" VALUES(2,6,NULL,'armed','"knife"','stated','1 independent source (police)','[["76502fcbc7d8b5fa",9],["5d9e6e0fee9ff1da",9],["203e14623864697b",9],["6af98ed113117040",9]]','[]',0.87);
INSERT INTO "fact" VALUES(2,7,NULL,'weapon','"a knife"','stated','1 independent source (police)','[["76502fcbc7d8b5fa",10],["5d9e6e0fee9ff1da",10],["203e14623864697b",10],["6af98ed113117040",10]]','[]',0.87);
INSERT INTO "fact" VALUES(2,8,NULL,'shots_fired','2','stated','1 independent source (police)','[["76502fcbc7d8b5fa",11],["5d9e6e0fee9ff1da",11],["203e14623864697b",11],["6af98ed113117040",11]]','[]',0.95);
INSERT INTO "fact" VALUES(2,9,NULL,'body_camera',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,10,NULL,'fleeing',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,11,NULL,'duty',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,12,NULL,'hit_by_police','"yes"','stated','1 independent source (outlet)','[["76502fcbc7d8b5fa",15],["5d9e6e0fee9ff1da",15],["203e14623864697b",15],["6af98ed113117040",15]]','[]',0.9);
INSERT INTO "fact" VALUES(2,13,NULL,'self_inflicted',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,14,NULL,'bystander',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,15,NULL,'accidental',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,16,NULL,'us','true','inferred','1 independent source (unknown)','[["76502fcbc7d8b5fa",14],["5d9e6e0fee9ff1da",14],["203e14623864697b",14],["6af98ed113117040",14]]','[]',0.9);
INSERT INTO "fact" VALUES(2,17,2,'name','"Noor Heron"','stated','1 independent source (police)','[["203e14623864697b",0],["76502fcbc7d8b5fa",0]]','[]',1.0);
INSERT INTO "fact" VALUES(2,18,2,'age','27','stated','1 independent source (police)','[["203e14623864697b",1],["76502fcbc7d8b5fa",1]]','[]',1.0);
INSERT INTO "fact" VALUES(2,19,2,'age_min',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,20,2,'age_max',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,21,2,'gender','"male"','stated','1 independent source (outlet)','[["203e14623864697b",2],["76502fcbc7d8b5fa",2]]','[]',1.0);
INSERT INTO "fact" VALUES(2,22,2,'race',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,23,2,'fatal','true','stated','1 independent source (police)','[["203e14623864697b",12],["76502fcbc7d8b5fa",12]]','[]',0.95);
INSERT INTO "fact" VALUES(2,24,2,'outcome','"died_scene"','stated','1 independent source (outlet)','[["203e14623864697b",13],["76502fcbc7d8b5fa",13]]','[]',0.67);
INSERT INTO "fact" VALUES(2,25,2,'name_status','"named"','stated','1 independent source (police)','[["203e14623864697b",3],["76502fcbc7d8b5fa",3]]','[]',1.0);
INSERT INTO "fact" VALUES(2,26,2,'armed',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,27,2,'weapon',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,28,2,'fleeing',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,29,3,'name','"Ada Lark"','stated','1 independent source (police)','[["5d9e6e0fee9ff1da",0],["6af98ed113117040",0]]','[]',1.0);
INSERT INTO "fact" VALUES(2,30,3,'age','41','stated','1 independent source (police)','[["5d9e6e0fee9ff1da",1],["6af98ed113117040",1]]','[]',1.0);
INSERT INTO "fact" VALUES(2,31,3,'age_min',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,32,3,'age_max',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,33,3,'gender','"male"','stated','1 independent source (outlet)','[["5d9e6e0fee9ff1da",2],["6af98ed113117040",2]]','[]',1.0);
INSERT INTO "fact" VALUES(2,34,3,'race',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,35,3,'fatal','true','stated','1 independent source (police)','[["5d9e6e0fee9ff1da",12],["6af98ed113117040",12]]','[]',0.95);
INSERT INTO "fact" VALUES(2,36,3,'outcome','"died_scene"','stated','1 independent source (outlet)','[["5d9e6e0fee9ff1da",13],["6af98ed113117040",13]]','[]',0.67);
INSERT INTO "fact" VALUES(2,37,3,'name_status','"named"','stated','1 independent source (police)','[["5d9e6e0fee9ff1da",3],["6af98ed113117040",3]]','[]',1.0);
INSERT INTO "fact" VALUES(2,38,3,'armed',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,39,3,'weapon',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(2,40,3,'fleeing',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,0,NULL,'incident_date','"2026-02-24"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,1,NULL,'death_date',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,2,NULL,'city','"Ashport"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,3,NULL,'county',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,4,NULL,'state','"OH"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,5,NULL,'place','"Larch Street"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,6,NULL,'armed','"knife"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,7,NULL,'weapon','"a knife"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,8,NULL,'shots_fired','2','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,9,NULL,'body_camera',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,10,NULL,'fleeing',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,11,NULL,'duty',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,12,NULL,'hit_by_police','"yes"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,13,NULL,'self_inflicted',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,14,NULL,'bystander',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,15,NULL,'accidental',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,16,NULL,'us','true','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,17,1,'name','"Tobias Wrenfield"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,18,1,'age','35','stated','set by editor: x','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,19,1,'age_min',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,20,1,'age_max',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,21,1,'gender','"male"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,22,1,'race',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,23,1,'fatal','true','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,24,1,'outcome','"died_scene"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,25,1,'name_status','"named"','stated','set by editor: accepted','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,26,1,'armed',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,27,1,'weapon',NULL,'not_stated','','[]','[]',1.0);
INSERT INTO "fact" VALUES(1,28,1,'fleeing',NULL,'not_stated','','[]','[]',1.0);
CREATE TABLE feed (
	url TEXT NOT NULL, 
	source VARCHAR(200), 
	fetched_at DATETIME NOT NULL, 
	status INTEGER NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	CONSTRAINT pk_feed PRIMARY KEY (url)
);
CREATE TABLE incident (
	n INTEGER NOT NULL, 
	line TEXT NOT NULL, 
	review VARCHAR(10) NOT NULL, 
	state VARCHAR(2), 
	city TEXT, 
	date_from DATE, 
	date_to DATE, 
	names TEXT NOT NULL, 
	article_count INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	stale BOOLEAN NOT NULL, 
	CONSTRAINT pk_incident PRIMARY KEY (n), 
	CONSTRAINT fk_incident_n FOREIGN KEY(n) REFERENCES incident_identifier (n)
);
INSERT INTO "incident" VALUES(1,'{"incident_id":"I1","victims":[{"victim_id":"V1","name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":35,"age_min":35,"age_max":35,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"not_available","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"stated","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"},"review":"accepted","accepted_by":"editor","accepted_at":"2026-11-25T21:20:01Z","inclusion":{},"aliases":["Tobias Wrenfield"],"conflicts":{},"articles":[{"url":"https://courier.example/wrenfield","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/wrenfield","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":2,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:20:36Z"}','accepted','OH','Ashport','2026-02-24','2026-02-24','tobias wrenfield',2,'2026-11-25 21:19:36.253659',0);
INSERT INTO "incident" VALUES(2,'{"incident_id":"I2","victims":[{"victim_id":"V2","name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null},{"victim_id":"V3","name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department","Millbrook Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"},{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated","victims[1].name":"stated","victims[1].age":"stated","victims[1].age_min":"not_stated","victims[1].age_max":"not_stated","victims[1].gender":"stated","victims[1].race":"not_stated","victims[1].fatal":"stated","victims[1].outcome":"stated","victims[1].name_status":"stated","victims[1].armed":"not_stated","victims[1].weapon":"not_stated","victims[1].fleeing":"not_stated"},"review":"candidate","accepted_by":null,"accepted_at":null,"inclusion":{},"aliases":["Noor Heron","Ada Lark"],"conflicts":{"city":[{"value":"Millbrook","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"Elmgate","asserted_by":["outlet"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}],"state":[{"value":"OR","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"},{"value":"TX","asserted_by":["police"],"articles":2,"independent_sources":1,"first":"2026-02-25T18:00:00+00:00","last":"2026-02-25T18:00:00+00:00"}]},"articles":[{"url":"https://courier.example/heron","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://courier.example/lark","outlet":"courier","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/heron","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"},{"url":"https://ledger.example/lark","outlet":"ledger","published":"2026-02-25T18:00:00+00:00"}],"article_count":4,"outlet_count":2,"independent_sources":1,"confirmation":"single","first_reported":"2026-02-25T18:00:00+00:00","last_reported":"2026-02-25T18:00:00+00:00","created_at":"2026-11-25T21:19:36Z","external_ids":{},"updated_at":"2026-11-25T21:20:19Z"}','candidate','OR','Millbrook','2026-02-24','2026-02-24','noor heron
ada lark',4,'2026-11-25 21:19:36.253659',0);
CREATE TABLE incident_identifier (
	n INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	"into" INTEGER, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_incident_identifier PRIMARY KEY (n), 
	CONSTRAINT fk_incident_identifier_into FOREIGN KEY("into") REFERENCES incident_identifier (n)
);
INSERT INTO "incident_identifier" VALUES(1,'2026-11-25 21:19:36.253659','2026-11-25 21:20:36.265412','3c7464af8137192ecaaee34aa9ac8c15158d016a8b64e0394bd2cfccfa6b5fa1',NULL,NULL);
INSERT INTO "incident_identifier" VALUES(2,'2026-11-25 21:19:36.253659','2026-11-25 21:20:19.293641','73ec5863fe3c4f99d36212dfa09751dff9241a37dcf9a55ac26a5eb73fbca961',NULL,NULL);
INSERT INTO "incident_identifier" VALUES(3,'2026-11-25 21:19:36.253659','2026-11-25 21:19:36.253659','',2,NULL);
CREATE TABLE incident_person (
	victim INTEGER NOT NULL, 
	incident INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	persons TEXT NOT NULL, 
	CONSTRAINT pk_incident_person PRIMARY KEY (victim), 
	CONSTRAINT fk_incident_person_incident FOREIGN KEY(incident) REFERENCES incident (n), 
	CONSTRAINT fk_incident_person_victim FOREIGN KEY(victim) REFERENCES victim_identifier (n)
);
INSERT INTO "incident_person" VALUES(1,1,0,'[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]');
INSERT INTO "incident_person" VALUES(2,2,0,'[["203e14623864697b","Noor Heron"],["76502fcbc7d8b5fa","Noor Heron"]]');
INSERT INTO "incident_person" VALUES(3,2,1,'[["5d9e6e0fee9ff1da","Ada Lark"],["6af98ed113117040","Ada Lark"]]');
CREATE TABLE judgement (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	"left" TEXT NOT NULL, 
	"right" TEXT NOT NULL, 
	verdict VARCHAR(10) NOT NULL, 
	superseded_at DATETIME, 
	superseded_by INTEGER, 
	CONSTRAINT pk_judgement PRIMARY KEY (id), 
	CONSTRAINT fk_judgement_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_judgement_superseded_by FOREIGN KEY(superseded_by) REFERENCES decision (id)
);
INSERT INTO "judgement" VALUES(1,1,'1b9f6ae639350a0c','438184f6ab9a117d','same',NULL,NULL);
INSERT INTO "judgement" VALUES(2,2,'5d9e6e0fee9ff1da','76502fcbc7d8b5fa','same',NULL,NULL);
CREATE TABLE link (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	met TEXT, 
	source VARCHAR(200), 
	home TEXT, 
	state VARCHAR(10) NOT NULL, 
	found_at DATETIME NOT NULL, 
	next_at DATETIME NOT NULL, 
	leased_by VARCHAR(200), 
	leased_until DATETIME, 
	attempts INTEGER NOT NULL, 
	fetched_at DATETIME, 
	failure VARCHAR(40), 
	failure_detail TEXT, 
	CONSTRAINT pk_link PRIMARY KEY (id), 
	CONSTRAINT uq_link_key UNIQUE ("key")
);
INSERT INTO "link" VALUES(1,'ledger.example/wrenfield','https://ledger.example/wrenfield',NULL,NULL,'{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
INSERT INTO "link" VALUES(2,'courier.example/wrenfield','https://courier.example/wrenfield',NULL,NULL,'{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
INSERT INTO "link" VALUES(3,'ledger.example/lark','https://ledger.example/lark',NULL,NULL,'{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
INSERT INTO "link" VALUES(4,'courier.example/lark','https://courier.example/lark',NULL,NULL,'{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
INSERT INTO "link" VALUES(5,'ledger.example/heron','https://ledger.example/heron',NULL,NULL,'{"outlet":"ledger","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
INSERT INTO "link" VALUES(6,'courier.example/heron','https://courier.example/heron',NULL,NULL,'{"outlet":"courier","city":null,"county":null,"state":null,"timezone":null}','done','2026-11-25 21:19:23.306906','2026-11-25 21:19:23.306906',NULL,NULL,0,'2026-11-25 21:19:23.306906',NULL,NULL);
CREATE TABLE membership (
	anchor TEXT NOT NULL, 
	incident INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	because TEXT NOT NULL, 
	via TEXT, 
	CONSTRAINT pk_membership PRIMARY KEY (anchor), 
	CONSTRAINT fk_membership_incident FOREIGN KEY(incident) REFERENCES incident (n)
);
INSERT INTO "membership" VALUES('76502fcbc7d8b5fa',2,0,'first report',NULL);
INSERT INTO "membership" VALUES('5d9e6e0fee9ff1da',2,1,'judgement by editor','76502fcbc7d8b5fa');
INSERT INTO "membership" VALUES('203e14623864697b',2,2,'edge of 41.9 bits','76502fcbc7d8b5fa');
INSERT INTO "membership" VALUES('6af98ed113117040',2,3,'edge of 39.7 bits','5d9e6e0fee9ff1da');
INSERT INTO "membership" VALUES('1b9f6ae639350a0c',1,0,'first report',NULL);
INSERT INTO "membership" VALUES('438184f6ab9a117d',1,1,'judgement by editor','1b9f6ae639350a0c');
CREATE TABLE person_home (
	anchor TEXT NOT NULL, 
	person TEXT NOT NULL, 
	victim INTEGER NOT NULL, 
	CONSTRAINT pk_person_home PRIMARY KEY (anchor, person), 
	CONSTRAINT fk_person_home_victim FOREIGN KEY(victim) REFERENCES victim_identifier (n)
);
INSERT INTO "person_home" VALUES('1b9f6ae639350a0c','Tobias Wrenfield',1);
INSERT INTO "person_home" VALUES('203e14623864697b','Noor Heron',2);
INSERT INTO "person_home" VALUES('438184f6ab9a117d','Tobias Wrenfield',1);
INSERT INTO "person_home" VALUES('5d9e6e0fee9ff1da','Ada Lark',3);
INSERT INTO "person_home" VALUES('6af98ed113117040','Ada Lark',3);
INSERT INTO "person_home" VALUES('76502fcbc7d8b5fa','Noor Heron',2);
CREATE TABLE question (
	"key" VARCHAR(64) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	anchors TEXT NOT NULL, 
	says TEXT NOT NULL, 
	CONSTRAINT pk_question PRIMARY KEY ("key")
);
INSERT INTO "question" VALUES('24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c','contradiction','["203e14623864697b","5d9e6e0fee9ff1da"]','one incident holds two names that cannot be one person''s');
CREATE TABLE question_anchor (
	anchor TEXT NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_question_anchor PRIMARY KEY (anchor, "key"), 
	CONSTRAINT fk_question_anchor_key FOREIGN KEY("key") REFERENCES question ("key")
);
INSERT INTO "question_anchor" VALUES('203e14623864697b','24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c');
INSERT INTO "question_anchor" VALUES('5d9e6e0fee9ff1da','24dc09f04c65e7991ec5de8dbd51d9c20ce6560841c5e59e83135037fc67bf3c');
CREATE TABLE reading (
	capture_id INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	article_id INTEGER, 
	sha256 VARCHAR(64), 
	reason TEXT, 
	detail TEXT, 
	twin BOOLEAN NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (capture_id), 
	CONSTRAINT fk_reading_article_id FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT fk_reading_capture_id FOREIGN KEY(capture_id) REFERENCES capture (id)
);
INSERT INTO "reading" VALUES(1,'1',1,'91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0',NULL,NULL,0);
INSERT INTO "reading" VALUES(2,'1',2,'91a5f7e0dae4894241989b9b2b11184ce66c12cff3d8bbedd1926ac4060fe9a0',NULL,NULL,0);
INSERT INTO "reading" VALUES(3,'1',3,'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707',NULL,NULL,0);
INSERT INTO "reading" VALUES(4,'1',4,'f524a18be55dae507a566ec7dcdf028b5e9a422b9698e33a42d5436657980707',NULL,NULL,0);
INSERT INTO "reading" VALUES(5,'1',5,'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45',NULL,NULL,0);
INSERT INTO "reading" VALUES(6,'1',6,'f23b7694281f0ddb74027d5ace2c7e008f820b0b0a29d79cce1a00a0badfce45',NULL,NULL,0);
CREATE TABLE rejected (
	id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	snippet TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_rejected PRIMARY KEY (id), 
	CONSTRAINT uq_rejected_file_place_reason UNIQUE (file, place, reason)
);
CREATE TABLE report (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	waiting BOOLEAN NOT NULL, 
	compared BOOLEAN NOT NULL, 
	in_scope BOOLEAN NOT NULL, 
	n INTEGER NOT NULL, 
	anchor TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	fired_by VARCHAR(10) NOT NULL, 
	relevance FLOAT NOT NULL, 
	people_hit_min INTEGER NOT NULL, 
	people_hit_max INTEGER, 
	reasons TEXT NOT NULL, 
	passages TEXT NOT NULL, 
	linkable TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	CONSTRAINT pk_report PRIMARY KEY (id), 
	CONSTRAINT fk_report_article_id FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT fk_report_version_id FOREIGN KEY(version_id) REFERENCES article_version (id)
);
INSERT INTO "report" VALUES(1,1,1,1,0,1,1,0,'438184f6ab9a117d','7a1774caf0a68ca8','police',0.999728,1,1,'["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,44],["text",0,103],["text",105,292]]','{"anchor":"438184f6ab9a117d","article_key":"ledger.example/wrenfield","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Tobias Wrenfield","age_min":34,"age_max":34,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Ashport"],"state":"OH","state_stated":true,"place":"Larch Street","agencies":["Ashport Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1058943546,2531849848,49994810,1487909722,1950661023,20485000,3236122672,3253205749,2307234300,387100349,3239005185,1463943450,3255010519,2697244979,2197785897,639846409,1402750583,162295994,1210318394,105414487,1724061414,1525863606,187944831,395921529,1467265473,263808638,1411573890,479293679,2929687469,3228004778,2574501729,3236437729,2674760356,345944648,920017130,770783862,186395527,327562024,531938541,263889358,715776645,3265996637,203229522,1669391610,781461790,733916296,359785441,2936291957,777979286,1336317180,1368878824,1415596461,311801369,328874066,2862888020,1415340973,3176408563,613310221,288290860,538898980,1509898255,1337435421,64131575],"terms":[["ashport",0.586],["wrenfield",0.473],["larch",0.279],["tobias",0.279],["noon",0.179],["knife",0.178],["officer",0.161],["ohio",0.15],["twice",0.143],["placed",0.14],["34",0.134],["leave",0.126],["shoots",0.124],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.085],["tuesday",0.076],["called",0.066],["died",0.06],["before",0.059],["fired",0.057],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.03],["said",0.027],["an",0.023],["police",0.021],["he",0.021],["on",0.019],["were",0.019],["shot",0.012],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"7a1774caf0a68ca8"}','{"victims":[{"victim_id":null,"name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO "report" VALUES(2,2,2,1,0,1,1,0,'1b9f6ae639350a0c','7a1774caf0a68ca8','police',0.999728,1,1,'["says: Police officer fatally shoots man in Ashport","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,44],["text",0,103],["text",105,292]]','{"anchor":"1b9f6ae639350a0c","article_key":"courier.example/wrenfield","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Tobias Wrenfield","age_min":34,"age_max":34,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Ashport"],"state":"OH","state_stated":true,"place":"Larch Street","agencies":["Ashport Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1058943546,2531849848,49994810,1487909722,1950661023,20485000,3236122672,3253205749,2307234300,387100349,3239005185,1463943450,3255010519,2697244979,2197785897,639846409,1402750583,162295994,1210318394,105414487,1724061414,1525863606,187944831,395921529,1467265473,263808638,1411573890,479293679,2929687469,3228004778,2574501729,3236437729,2674760356,345944648,920017130,770783862,186395527,327562024,531938541,263889358,715776645,3265996637,203229522,1669391610,781461790,733916296,359785441,2936291957,777979286,1336317180,1368878824,1415596461,311801369,328874066,2862888020,1415340973,3176408563,613310221,288290860,538898980,1509898255,1337435421,64131575],"terms":[["ashport",0.586],["wrenfield",0.473],["larch",0.279],["tobias",0.279],["noon",0.179],["knife",0.178],["officer",0.161],["ohio",0.15],["twice",0.143],["placed",0.14],["34",0.134],["leave",0.126],["shoots",0.124],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.085],["tuesday",0.076],["called",0.066],["died",0.06],["before",0.059],["fired",0.057],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.03],["said",0.027],["an",0.023],["police",0.021],["he",0.021],["on",0.019],["were",0.019],["shot",0.012],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"7a1774caf0a68ca8"}','{"victims":[{"victim_id":null,"name":"Tobias Wrenfield","aliases":["Tobias Wrenfield"],"name_status":"named","age":34,"age_min":34,"age_max":34,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Ashport","county":null,"state":"OH","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Ashport Police Department"],"agency_roles":[{"name":"Ashport Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO "report" VALUES(3,3,3,1,0,1,1,0,'6af98ed113117040','b32f77f4b7c5b2e4','police',0.999728,1,1,'["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,46],["text",0,100],["text",102,284]]','{"anchor":"6af98ed113117040","article_key":"ledger.example/lark","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Ada Lark","age_min":41,"age_max":41,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Millbrook"],"state":"TX","state_stated":true,"place":"Larch Street","agencies":["Millbrook Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[127550178,1168593823,23514812,276946006,1487909722,717707952,1951187855,3252013658,3253205749,496187388,387100349,1289706247,836048890,3255010519,1569612225,557255740,639846409,1402750583,162295994,1210318394,105414487,3229281559,1734609046,187944831,71726897,1467265473,263808638,1411573890,479293679,2929687469,3019080847,2574501729,300704833,2674760356,345944648,920017130,770783862,186395527,127613177,1901224143,72050091,715776645,3222339729,203229522,1519318473,781461790,1171868502,359785441,2936291957,777979286,1336317180,1368878824,177016245,368496959,328874066,2628384889,1415340973,57406008,613310221,1294845584,381728620,1509898255,1337435421,444937170],"terms":[["millbrook",0.584],["lark",0.471],["ada",0.278],["larch",0.278],["noon",0.179],["knife",0.177],["officer",0.16],["texas",0.154],["41",0.153],["twice",0.143],["placed",0.139],["leave",0.125],["shoots",0.123],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.084],["tuesday",0.076],["called",0.066],["died",0.059],["before",0.059],["fired",0.056],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.029],["said",0.027],["an",0.023],["police",0.021],["he",0.02],["on",0.019],["were",0.019],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"b32f77f4b7c5b2e4"}','{"victims":[{"victim_id":null,"name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO "report" VALUES(4,4,4,1,0,1,1,0,'5d9e6e0fee9ff1da','b32f77f4b7c5b2e4','police',0.999728,1,1,'["says: Police officer fatally shoots man in Millbrook","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,46],["text",0,100],["text",102,284]]','{"anchor":"5d9e6e0fee9ff1da","article_key":"courier.example/lark","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Ada Lark","age_min":41,"age_max":41,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Millbrook"],"state":"TX","state_stated":true,"place":"Larch Street","agencies":["Millbrook Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[127550178,1168593823,23514812,276946006,1487909722,717707952,1951187855,3252013658,3253205749,496187388,387100349,1289706247,836048890,3255010519,1569612225,557255740,639846409,1402750583,162295994,1210318394,105414487,3229281559,1734609046,187944831,71726897,1467265473,263808638,1411573890,479293679,2929687469,3019080847,2574501729,300704833,2674760356,345944648,920017130,770783862,186395527,127613177,1901224143,72050091,715776645,3222339729,203229522,1519318473,781461790,1171868502,359785441,2936291957,777979286,1336317180,1368878824,177016245,368496959,328874066,2628384889,1415340973,57406008,613310221,1294845584,381728620,1509898255,1337435421,444937170],"terms":[["millbrook",0.584],["lark",0.471],["ada",0.278],["larch",0.278],["noon",0.179],["knife",0.177],["officer",0.16],["texas",0.154],["41",0.153],["twice",0.143],["placed",0.139],["leave",0.125],["shoots",0.123],["fatally",0.106],["shortly",0.106],["held",0.105],["house",0.084],["tuesday",0.076],["called",0.066],["died",0.059],["before",0.059],["fired",0.056],["street",0.052],["officers",0.048],["scene",0.047],["killed",0.045],["man",0.03],["when",0.029],["said",0.027],["an",0.023],["police",0.021],["he",0.02],["on",0.019],["were",0.019],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"b32f77f4b7c5b2e4"}','{"victims":[{"victim_id":null,"name":"Ada Lark","aliases":["Ada Lark"],"name_status":"named","age":41,"age_min":41,"age_max":41,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Millbrook","county":null,"state":"TX","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Millbrook Police Department"],"agency_roles":[{"name":"Millbrook Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO "report" VALUES(5,5,5,1,0,1,1,0,'203e14623864697b','a26cc341d329efc0','police',0.999728,1,1,'["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,44],["text",0,99],["text",101,284]]','{"anchor":"203e14623864697b","article_key":"ledger.example/heron","published":"2026-02-25","outlet":"ledger","victims":[{"n":0,"name":"Noor Heron","age_min":27,"age_max":27,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Elmgate"],"state":"OR","state_stated":true,"place":"Larch Street","agencies":["Elmgate Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1168593823,928655940,2659861114,1487909722,181414679,2614722694,3252013658,704072799,3226938194,387100349,576661821,1463943450,2717738773,3223547480,61427411,639846409,1402750583,162295994,1210318394,105414487,1932304161,3232419839,187944831,1857937773,1467265473,263808638,1411573890,479293679,2929687469,87207376,2574501729,620895731,1572298864,345944648,920017130,770783862,186395527,381928385,1901224143,2538709908,715776645,3241439453,203229522,1669391610,781461790,887483405,359785441,2936291957,777979286,1336317180,143103762,889370348,368496959,328874066,1105571400,46841321,1097198278,613310221,1294845584,538898980,1479717585,1297924479,444937170],"terms":[["elmgate",0.572],["heron",0.461],["larch",0.272],["noor",0.272],["oregon",0.272],["noon",0.175],["knife",0.174],["officer",0.157],["twice",0.14],["placed",0.136],["leave",0.123],["shoots",0.121],["27",0.114],["fatally",0.104],["shortly",0.104],["held",0.102],["house",0.083],["tuesday",0.075],["called",0.065],["died",0.058],["before",0.057],["fired",0.055],["street",0.051],["officers",0.047],["scene",0.046],["killed",0.044],["man",0.03],["when",0.029],["said",0.026],["an",0.022],["police",0.02],["he",0.02],["on",0.018],["were",0.018],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"a26cc341d329efc0"}','{"victims":[{"victim_id":null,"name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
INSERT INTO "report" VALUES(6,6,6,1,0,1,1,0,'76502fcbc7d8b5fa','a26cc341d329efc0','police',0.999728,1,1,'["says: Police officer fatally shoots man in Elmgate","seen as a whole: police any (+3.7)","seen as a whole: police early (+1.7)","the text speaks of officer down (+1.4)","the text tells of police firing (+1.2)"]','[["title",0,44],["text",0,99],["text",101,284]]','{"anchor":"76502fcbc7d8b5fa","article_key":"courier.example/heron","published":"2026-02-25","outlet":"courier","victims":[{"n":0,"name":"Noor Heron","age_min":27,"age_max":27,"gender":"male","fatal":true}],"people_hit_min":1,"people_hit_max":1,"dates":["2026-02-24"],"cities":["Elmgate"],"state":"OR","state_stated":true,"place":"Larch Street","agencies":["Elmgate Police Department"],"armed":"knife","weapon":"a knife","shots":2,"fired_by":"police","signature":[291618764,1168593823,928655940,2659861114,1487909722,181414679,2614722694,3252013658,704072799,3226938194,387100349,576661821,1463943450,2717738773,3223547480,61427411,639846409,1402750583,162295994,1210318394,105414487,1932304161,3232419839,187944831,1857937773,1467265473,263808638,1411573890,479293679,2929687469,87207376,2574501729,620895731,1572298864,345944648,920017130,770783862,186395527,381928385,1901224143,2538709908,715776645,3241439453,203229522,1669391610,781461790,887483405,359785441,2936291957,777979286,1336317180,143103762,889370348,368496959,328874066,1105571400,46841321,1097198278,613310221,1294845584,538898980,1479717585,1297924479,444937170],"terms":[["elmgate",0.572],["heron",0.461],["larch",0.272],["noor",0.272],["oregon",0.272],["noon",0.175],["knife",0.174],["officer",0.157],["twice",0.14],["placed",0.136],["leave",0.123],["shoots",0.121],["27",0.114],["fatally",0.104],["shortly",0.104],["held",0.102],["house",0.083],["tuesday",0.075],["called",0.065],["died",0.058],["before",0.057],["fired",0.055],["street",0.051],["officers",0.047],["scene",0.046],["killed",0.044],["man",0.03],["when",0.029],["said",0.026],["an",0.022],["police",0.02],["he",0.02],["on",0.018],["were",0.018],["shot",0.011],["at",0.007],["was",0.004],["and",0.003],["to",0.002],["the",0.001],["in",0.001]],"fingerprint":"a26cc341d329efc0"}','{"victims":[{"victim_id":null,"name":"Noor Heron","aliases":["Noor Heron"],"name_status":"named","age":27,"age_min":27,"age_max":27,"gender":"male","race":null,"race_source":null,"fatal":true,"outcome":"died_scene","armed":null,"weapon":null,"fleeing":null}],"incident_date":"2026-02-24","incident_date_from":"2026-02-24","incident_date_to":"2026-02-24","incident_date_precision":"day","death_date":null,"city":"Elmgate","county":null,"state":"OR","place":{"as_written":"Larch Street","lat":null,"lon":null,"precision":"road","method":"stated"},"armed":"knife","weapon":"a knife","shots_fired":2,"body_camera":null,"fleeing":null,"agencies":["Elmgate Police Department"],"agency_roles":[{"name":"Elmgate Police Department","type":"local_police","role":"fired"}],"officers":[],"scope":{"duty":"unknown","hit_by_police":"yes","self_inflicted":null,"bystander":null,"accidental":null,"us":true},"events":[],"field_states":{"incident_date":"stated","death_date":"not_stated","city":"stated","county":"not_stated","state":"stated","place":"stated","armed":"stated","weapon":"stated","shots_fired":"stated","body_camera":"not_stated","fleeing":"not_stated","duty":"not_stated","hit_by_police":"stated","self_inflicted":"not_stated","bystander":"not_stated","accidental":"not_stated","us":"inferred","victims[0].name":"stated","victims[0].age":"stated","victims[0].age_min":"not_stated","victims[0].age_max":"not_stated","victims[0].gender":"stated","victims[0].race":"not_stated","victims[0].fatal":"stated","victims[0].outcome":"stated","victims[0].name_status":"stated","victims[0].armed":"not_stated","victims[0].weapon":"not_stated","victims[0].fleeing":"not_stated"}}');
CREATE TABLE report_home (
	anchor TEXT NOT NULL, 
	incident INTEGER NOT NULL, 
	article TEXT NOT NULL, 
	current BOOLEAN NOT NULL, 
	CONSTRAINT pk_report_home PRIMARY KEY (anchor, incident), 
	CONSTRAINT fk_report_home_incident FOREIGN KEY(incident) REFERENCES incident_identifier (n)
);
INSERT INTO "report_home" VALUES('1b9f6ae639350a0c',1,'courier.example/wrenfield',1);
INSERT INTO "report_home" VALUES('203e14623864697b',2,'ledger.example/heron',1);
INSERT INTO "report_home" VALUES('438184f6ab9a117d',1,'ledger.example/wrenfield',1);
INSERT INTO "report_home" VALUES('5d9e6e0fee9ff1da',3,'courier.example/lark',0);
INSERT INTO "report_home" VALUES('6af98ed113117040',3,'ledger.example/lark',0);
INSERT INTO "report_home" VALUES('76502fcbc7d8b5fa',2,'courier.example/heron',1);
INSERT INTO "report_home" VALUES('5d9e6e0fee9ff1da',2,'courier.example/lark',1);
INSERT INTO "report_home" VALUES('6af98ed113117040',2,'ledger.example/lark',1);
CREATE TABLE report_key (
	"key" TEXT NOT NULL, 
	report_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_key PRIMARY KEY ("key", report_id), 
	CONSTRAINT fk_report_key_report_id FOREIGN KEY(report_id) REFERENCES report (id)
);
INSERT INTO "report_key" VALUES('copy 0:33eaf741436a',1);
INSERT INTO "report_key" VALUES('copy 10:7cb8b265afbb',1);
INSERT INTO "report_key" VALUES('copy 11:104833852b52',1);
INSERT INTO "report_key" VALUES('copy 12:e28d0837596a',1);
INSERT INTO "report_key" VALUES('copy 13:e2e1c3749286',1);
INSERT INTO "report_key" VALUES('copy 14:2431e23705d0',1);
INSERT INTO "report_key" VALUES('copy 15:352a1c0b9c75',1);
INSERT INTO "report_key" VALUES('copy 1:7d6b2f34f7e9',1);
INSERT INTO "report_key" VALUES('copy 2:d71be54359c7',1);
INSERT INTO "report_key" VALUES('copy 3:33f7e6114abf',1);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',1);
INSERT INTO "report_key" VALUES('copy 5:df498c9c5eca',1);
INSERT INTO "report_key" VALUES('copy 6:681964908a5d',1);
INSERT INTO "report_key" VALUES('copy 7:f3bce21084fc',1);
INSERT INTO "report_key" VALUES('copy 8:671a4c7f4a0c',1);
INSERT INTO "report_key" VALUES('copy 9:b548df8dbdf2',1);
INSERT INTO "report_key" VALUES('day OH 0.92458',1);
INSERT INTO "report_key" VALUES('day OH 4.92459',1);
INSERT INTO "report_key" VALUES('day ashport 0.92458',1);
INSERT INTO "report_key" VALUES('day ashport 4.92459',1);
INSERT INTO "report_key" VALUES('name tobias wrenfield',1);
INSERT INTO "report_key" VALUES('rare RNFLT OH',1);
INSERT INTO "report_key" VALUES('sound RNFLT t OH',1);
INSERT INTO "report_key" VALUES('word ashport 0.92458',1);
INSERT INTO "report_key" VALUES('word ashport 4.92459',1);
INSERT INTO "report_key" VALUES('word larch 0.92458',1);
INSERT INTO "report_key" VALUES('word larch 4.92459',1);
INSERT INTO "report_key" VALUES('word noon 0.92458',1);
INSERT INTO "report_key" VALUES('word noon 4.92459',1);
INSERT INTO "report_key" VALUES('word tobias 0.92458',1);
INSERT INTO "report_key" VALUES('word tobias 4.92459',1);
INSERT INTO "report_key" VALUES('word wrenfield 0.92458',1);
INSERT INTO "report_key" VALUES('word wrenfield 4.92459',1);
INSERT INTO "report_key" VALUES('copy 0:33eaf741436a',2);
INSERT INTO "report_key" VALUES('copy 10:7cb8b265afbb',2);
INSERT INTO "report_key" VALUES('copy 11:104833852b52',2);
INSERT INTO "report_key" VALUES('copy 12:e28d0837596a',2);
INSERT INTO "report_key" VALUES('copy 13:e2e1c3749286',2);
INSERT INTO "report_key" VALUES('copy 14:2431e23705d0',2);
INSERT INTO "report_key" VALUES('copy 15:352a1c0b9c75',2);
INSERT INTO "report_key" VALUES('copy 1:7d6b2f34f7e9',2);
INSERT INTO "report_key" VALUES('copy 2:d71be54359c7',2);
INSERT INTO "report_key" VALUES('copy 3:33f7e6114abf',2);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',2);
INSERT INTO "report_key" VALUES('copy 5:df498c9c5eca',2);
INSERT INTO "report_key" VALUES('copy 6:681964908a5d',2);
INSERT INTO "report_key" VALUES('copy 7:f3bce21084fc',2);
INSERT INTO "report_key" VALUES('copy 8:671a4c7f4a0c',2);
INSERT INTO "report_key" VALUES('copy 9:b548df8dbdf2',2);
INSERT INTO "report_key" VALUES('day OH 0.92458',2);
INSERT INTO "report_key" VALUES('day OH 4.92459',2);
INSERT INTO "report_key" VALUES('day ashport 0.92458',2);
INSERT INTO "report_key" VALUES('day ashport 4.92459',2);
INSERT INTO "report_key" VALUES('name tobias wrenfield',2);
INSERT INTO "report_key" VALUES('rare RNFLT OH',2);
INSERT INTO "report_key" VALUES('sound RNFLT t OH',2);
INSERT INTO "report_key" VALUES('word ashport 0.92458',2);
INSERT INTO "report_key" VALUES('word ashport 4.92459',2);
INSERT INTO "report_key" VALUES('word larch 0.92458',2);
INSERT INTO "report_key" VALUES('word larch 4.92459',2);
INSERT INTO "report_key" VALUES('word noon 0.92458',2);
INSERT INTO "report_key" VALUES('word noon 4.92459',2);
INSERT INTO "report_key" VALUES('word tobias 0.92458',2);
INSERT INTO "report_key" VALUES('word tobias 4.92459',2);
INSERT INTO "report_key" VALUES('word wrenfield 0.92458',2);
INSERT INTO "report_key" VALUES('word wrenfield 4.92459',2);
INSERT INTO "report_key" VALUES('copy 0:4a1fd8150ab9',3);
INSERT INTO "report_key" VALUES('copy 10:a1c137f6e273',3);
INSERT INTO "report_key" VALUES('copy 11:c297287476dd',3);
INSERT INTO "report_key" VALUES('copy 12:e28d0837596a',3);
INSERT INTO "report_key" VALUES('copy 13:dd1386815c7c',3);
INSERT INTO "report_key" VALUES('copy 14:f519bfc73bae',3);
INSERT INTO "report_key" VALUES('copy 15:29106a2999b7',3);
INSERT INTO "report_key" VALUES('copy 1:fde666dae623',3);
INSERT INTO "report_key" VALUES('copy 2:8bb5bd5f860b',3);
INSERT INTO "report_key" VALUES('copy 3:8aab2aae7e76',3);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',3);
INSERT INTO "report_key" VALUES('copy 5:3c86ed99d19b',3);
INSERT INTO "report_key" VALUES('copy 6:9659212bdf70',3);
INSERT INTO "report_key" VALUES('copy 7:b60059e497a4',3);
INSERT INTO "report_key" VALUES('copy 8:740a5745d9b4',3);
INSERT INTO "report_key" VALUES('copy 9:f63f336ed0be',3);
INSERT INTO "report_key" VALUES('day TX 0.92458',3);
INSERT INTO "report_key" VALUES('day TX 4.92459',3);
INSERT INTO "report_key" VALUES('day millbrook 0.92458',3);
INSERT INTO "report_key" VALUES('day millbrook 4.92459',3);
INSERT INTO "report_key" VALUES('name ada lark',3);
INSERT INTO "report_key" VALUES('rare LRK TX',3);
INSERT INTO "report_key" VALUES('sound LRK a TX',3);
INSERT INTO "report_key" VALUES('word ada 0.92458',3);
INSERT INTO "report_key" VALUES('word ada 4.92459',3);
INSERT INTO "report_key" VALUES('word larch 0.92458',3);
INSERT INTO "report_key" VALUES('word larch 4.92459',3);
INSERT INTO "report_key" VALUES('word lark 0.92458',3);
INSERT INTO "report_key" VALUES('word lark 4.92459',3);
INSERT INTO "report_key" VALUES('word millbrook 0.92458',3);
INSERT INTO "report_key" VALUES('word millbrook 4.92459',3);
INSERT INTO "report_key" VALUES('word noon 0.92458',3);
INSERT INTO "report_key" VALUES('word noon 4.92459',3);
INSERT INTO "report_key" VALUES('copy 0:4a1fd8150ab9',4);
INSERT INTO "report_key" VALUES('copy 10:a1c137f6e273',4);
INSERT INTO "report_key" VALUES('copy 11:c297287476dd',4);
INSERT INTO "report_key" VALUES('copy 12:e28d0837596a',4);
INSERT INTO "report_key" VALUES('copy 13:dd1386815c7c',4);
INSERT INTO "report_key" VALUES('copy 14:f519bfc73bae',4);
INSERT INTO "report_key" VALUES('copy 15:29106a2999b7',4);
INSERT INTO "report_key" VALUES('copy 1:fde666dae623',4);
INSERT INTO "report_key" VALUES('copy 2:8bb5bd5f860b',4);
INSERT INTO "report_key" VALUES('copy 3:8aab2aae7e76',4);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',4);
INSERT INTO "report_key" VALUES('copy 5:3c86ed99d19b',4);
INSERT INTO "report_key" VALUES('copy 6:9659212bdf70',4);
INSERT INTO "report_key" VALUES('copy 7:b60059e497a4',4);
INSERT INTO "report_key" VALUES('copy 8:740a5745d9b4',4);
INSERT INTO "report_key" VALUES('copy 9:f63f336ed0be',4);
INSERT INTO "report_key" VALUES('day TX 0.92458',4);
INSERT INTO "report_key" VALUES('day TX 4.92459',4);
INSERT INTO "report_key" VALUES('day millbrook 0.92458',4);
INSERT INTO "report_key" VALUES('day millbrook 4.92459',4);
INSERT INTO "report_key" VALUES('name ada lark',4);
INSERT INTO "report_key" VALUES('rare LRK TX',4);
INSERT INTO "report_key" VALUES('sound LRK a TX',4);
INSERT INTO "report_key" VALUES('word ada 0.92458',4);
INSERT INTO "report_key" VALUES('word ada 4.92459',4);
INSERT INTO "report_key" VALUES('word larch 0.92458',4);
INSERT INTO "report_key" VALUES('word larch 4.92459',4);
INSERT INTO "report_key" VALUES('word lark 0.92458',4);
INSERT INTO "report_key" VALUES('word lark 4.92459',4);
INSERT INTO "report_key" VALUES('word millbrook 0.92458',4);
INSERT INTO "report_key" VALUES('word millbrook 4.92459',4);
INSERT INTO "report_key" VALUES('word noon 0.92458',4);
INSERT INTO "report_key" VALUES('word noon 4.92459',4);
INSERT INTO "report_key" VALUES('copy 0:fe0babde55b6',5);
INSERT INTO "report_key" VALUES('copy 10:0b396a4fd8bc',5);
INSERT INTO "report_key" VALUES('copy 11:2147f94c94c2',5);
INSERT INTO "report_key" VALUES('copy 12:d22f979ab339',5);
INSERT INTO "report_key" VALUES('copy 13:47f179764740',5);
INSERT INTO "report_key" VALUES('copy 14:8fc467512025',5);
INSERT INTO "report_key" VALUES('copy 15:7baa72a968ac',5);
INSERT INTO "report_key" VALUES('copy 1:9c50af24a01f',5);
INSERT INTO "report_key" VALUES('copy 2:bc5c87a01491',5);
INSERT INTO "report_key" VALUES('copy 3:c6586eb00945',5);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',5);
INSERT INTO "report_key" VALUES('copy 5:b2ba4d524814',5);
INSERT INTO "report_key" VALUES('copy 6:6d09bdf5b7c8',5);
INSERT INTO "report_key" VALUES('copy 7:5cb39f569c41',5);
INSERT INTO "report_key" VALUES('copy 8:459a4617ef45',5);
INSERT INTO "report_key" VALUES('copy 9:75069d62e575',5);
INSERT INTO "report_key" VALUES('day OR 0.92458',5);
INSERT INTO "report_key" VALUES('day OR 4.92459',5);
INSERT INTO "report_key" VALUES('day elmgate 0.92458',5);
INSERT INTO "report_key" VALUES('day elmgate 4.92459',5);
INSERT INTO "report_key" VALUES('name noor heron',5);
INSERT INTO "report_key" VALUES('rare HRN OR',5);
INSERT INTO "report_key" VALUES('sound HRN n OR',5);
INSERT INTO "report_key" VALUES('word elmgate 0.92458',5);
INSERT INTO "report_key" VALUES('word elmgate 4.92459',5);
INSERT INTO "report_key" VALUES('word heron 0.92458',5);
INSERT INTO "report_key" VALUES('word heron 4.92459',5);
INSERT INTO "report_key" VALUES('word larch 0.92458',5);
INSERT INTO "report_key" VALUES('word larch 4.92459',5);
INSERT INTO "report_key" VALUES('word noor 0.92458',5);
INSERT INTO "report_key" VALUES('word noor 4.92459',5);
INSERT INTO "report_key" VALUES('word oregon 0.92458',5);
INSERT INTO "report_key" VALUES('word oregon 4.92459',5);
INSERT INTO "report_key" VALUES('copy 0:fe0babde55b6',6);
INSERT INTO "report_key" VALUES('copy 10:0b396a4fd8bc',6);
INSERT INTO "report_key" VALUES('copy 11:2147f94c94c2',6);
INSERT INTO "report_key" VALUES('copy 12:d22f979ab339',6);
INSERT INTO "report_key" VALUES('copy 13:47f179764740',6);
INSERT INTO "report_key" VALUES('copy 14:8fc467512025',6);
INSERT INTO "report_key" VALUES('copy 15:7baa72a968ac',6);
INSERT INTO "report_key" VALUES('copy 1:9c50af24a01f',6);
INSERT INTO "report_key" VALUES('copy 2:bc5c87a01491',6);
INSERT INTO "report_key" VALUES('copy 3:c6586eb00945',6);
INSERT INTO "report_key" VALUES('copy 4:5883ea67f1a7',6);
INSERT INTO "report_key" VALUES('copy 5:b2ba4d524814',6);
INSERT INTO "report_key" VALUES('copy 6:6d09bdf5b7c8',6);
INSERT INTO "report_key" VALUES('copy 7:5cb39f569c41',6);
INSERT INTO "report_key" VALUES('copy 8:459a4617ef45',6);
INSERT INTO "report_key" VALUES('copy 9:75069d62e575',6);
INSERT INTO "report_key" VALUES('day OR 0.92458',6);
INSERT INTO "report_key" VALUES('day OR 4.92459',6);
INSERT INTO "report_key" VALUES('day elmgate 0.92458',6);
INSERT INTO "report_key" VALUES('day elmgate 4.92459',6);
INSERT INTO "report_key" VALUES('name noor heron',6);
INSERT INTO "report_key" VALUES('rare HRN OR',6);
INSERT INTO "report_key" VALUES('sound HRN n OR',6);
INSERT INTO "report_key" VALUES('word elmgate 0.92458',6);
INSERT INTO "report_key" VALUES('word elmgate 4.92459',6);
INSERT INTO "report_key" VALUES('word heron 0.92458',6);
INSERT INTO "report_key" VALUES('word heron 4.92459',6);
INSERT INTO "report_key" VALUES('word larch 0.92458',6);
INSERT INTO "report_key" VALUES('word larch 4.92459',6);
INSERT INTO "report_key" VALUES('word noor 0.92458',6);
INSERT INTO "report_key" VALUES('word noor 4.92459',6);
INSERT INTO "report_key" VALUES('word oregon 0.92458',6);
INSERT INTO "report_key" VALUES('word oregon 4.92459',6);
CREATE TABLE report_person (
	report_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	name TEXT, 
	forms TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	CONSTRAINT pk_report_person PRIMARY KEY (report_id, n), 
	CONSTRAINT fk_report_person_report_id FOREIGN KEY(report_id) REFERENCES report (id)
);
INSERT INTO "report_person" VALUES(1,0,'shot_by_police','Tobias Wrenfield','["Tobias Wrenfield","Wrenfield"]','[["text",49,65,"Tobias Wrenfield",true],["text",186,195,"Wrenfield",true]]',9.95696493284722206063e-01);
INSERT INTO "report_person" VALUES(2,0,'shot_by_police','Tobias Wrenfield','["Tobias Wrenfield","Wrenfield"]','[["text",49,65,"Tobias Wrenfield",true],["text",186,195,"Wrenfield",true]]',9.95696493284722206063e-01);
INSERT INTO "report_person" VALUES(3,0,'shot_by_police','Ada Lark','["Ada Lark","Lark"]','[["text",52,60,"Ada Lark",true],["text",183,187,"Lark",true]]',0.996717736561558);
INSERT INTO "report_person" VALUES(4,0,'shot_by_police','Ada Lark','["Ada Lark","Lark"]','[["text",52,60,"Ada Lark",true],["text",183,187,"Lark",true]]',0.996717736561558);
INSERT INTO "report_person" VALUES(5,0,'shot_by_police','Noor Heron','["Noor Heron","Heron"]','[["text",51,61,"Noor Heron",true],["text",182,187,"Heron",true]]',9.9451694832913040134e-01);
INSERT INTO "report_person" VALUES(6,0,'shot_by_police','Noor Heron','["Noor Heron","Heron"]','[["text",51,61,"Noor Heron",true],["text",182,187,"Heron",true]]',9.9451694832913040134e-01);
CREATE TABLE review (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	incident INTEGER NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	pinned TEXT, 
	anchors TEXT, 
	superseded_at DATETIME, 
	superseded_by INTEGER, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT fk_review_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_review_incident FOREIGN KEY(incident) REFERENCES incident_identifier (n), 
	CONSTRAINT fk_review_superseded_by FOREIGN KEY(superseded_by) REFERENCES decision (id)
);
INSERT INTO "review" VALUES(1,1,1,'accepted','[{"field":"incident_date","value":"2026-02-24","persons":null},{"field":"city","value":"Ashport","persons":null},{"field":"state","value":"OH","persons":null},{"field":"place","value":"Larch Street","persons":null},{"field":"armed","value":"knife","persons":null},{"field":"weapon","value":"a knife","persons":null},{"field":"shots_fired","value":2,"persons":null},{"field":"hit_by_police","value":"yes","persons":null},{"field":"us","value":true,"persons":null},{"field":"name","value":"Tobias Wrenfield","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"age","value":34,"persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"gender","value":"male","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"fatal","value":true,"persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"outcome","value":"died_scene","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]},{"field":"name_status","value":"named","persons":[["1b9f6ae639350a0c","Tobias Wrenfield"],["438184f6ab9a117d","Tobias Wrenfield"]]}]','["1b9f6ae639350a0c","438184f6ab9a117d"]',NULL,NULL);
CREATE TABLE ruling (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	schema VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	verdict VARCHAR(20) NOT NULL, 
	superseded_at DATETIME, 
	superseded_by INTEGER, 
	CONSTRAINT pk_ruling PRIMARY KEY (id), 
	CONSTRAINT fk_ruling_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_ruling_superseded_by FOREIGN KEY(superseded_by) REFERENCES decision (id)
);
CREATE TABLE run (
	id INTEGER NOT NULL, 
	job VARCHAR(40) NOT NULL, 
	version TEXT NOT NULL, 
	worker TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	outcome VARCHAR(20), 
	counts TEXT NOT NULL, 
	detail TEXT, 
	CONSTRAINT pk_run PRIMARY KEY (id)
);
CREATE TABLE sighting (
	link_id INTEGER NOT NULL, 
	via TEXT NOT NULL, 
	seen_at DATETIME NOT NULL, 
	claimed TEXT, 
	CONSTRAINT pk_sighting PRIMARY KEY (link_id, via), 
	CONSTRAINT fk_sighting_link_id FOREIGN KEY(link_id) REFERENCES link (id)
);
INSERT INTO "sighting" VALUES(1,'in.jsonl:1','2026-11-25 21:19:23.306906',NULL);
INSERT INTO "sighting" VALUES(2,'in.jsonl:2','2026-11-25 21:19:23.306906',NULL);
INSERT INTO "sighting" VALUES(3,'in.jsonl:3','2026-11-25 21:19:23.306906',NULL);
INSERT INTO "sighting" VALUES(4,'in.jsonl:4','2026-11-25 21:19:23.306906',NULL);
INSERT INTO "sighting" VALUES(5,'in.jsonl:5','2026-11-25 21:19:23.306906',NULL);
INSERT INTO "sighting" VALUES(6,'in.jsonl:6','2026-11-25 21:19:23.306906',NULL);
CREATE TABLE source (
	"key" VARCHAR(200) NOT NULL, 
	tried_at DATETIME, 
	succeeded_at DATETIME, 
	next_at DATETIME, 
	interval_s INTEGER, 
	failures INTEGER NOT NULL, 
	new_links INTEGER NOT NULL, 
	message TEXT, 
	CONSTRAINT pk_source PRIMARY KEY ("key")
);
CREATE TABLE victim_identifier (
	n INTEGER NOT NULL, 
	incident INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_victim_identifier PRIMARY KEY (n), 
	CONSTRAINT fk_victim_identifier_incident FOREIGN KEY(incident) REFERENCES incident_identifier (n)
);
INSERT INTO "victim_identifier" VALUES(1,1,'2026-11-25 21:19:36.253659');
INSERT INTO "victim_identifier" VALUES(2,2,'2026-11-25 21:19:36.253659');
INSERT INTO "victim_identifier" VALUES(3,2,'2026-11-25 21:19:36.253659');
CREATE INDEX ix_edge_right ON edge ("right");
CREATE INDEX ix_link_leased_by ON link (leased_by);
CREATE INDEX ix_link_source ON link (source);
CREATE INDEX ix_link_state_next_at ON link (state, next_at);
CREATE INDEX ix_capture_file_offset ON capture (file, "offset");
CREATE INDEX ix_capture_sha256 ON capture (sha256);
CREATE INDEX ix_capture_verdict_id ON capture (verdict, id);
CREATE INDEX ix_incident_created_at ON incident (created_at);
CREATE INDEX ix_incident_date_from ON incident (date_from);
CREATE INDEX ix_incident_review ON incident (review);
CREATE INDEX ix_incident_stale ON incident (stale);
CREATE INDEX ix_incident_state ON incident (state);
CREATE INDEX ix_judgement_decision_id ON judgement (decision_id);
CREATE INDEX ix_judgement_left_right ON judgement ("left", "right");
CREATE INDEX ix_judgement_right ON judgement ("right");
CREATE INDEX ix_report_home_article ON report_home (article);
CREATE INDEX ix_report_home_incident ON report_home (incident);
CREATE INDEX ix_review_decision_id ON review (decision_id);
CREATE INDEX ix_review_incident ON review (incident);
CREATE INDEX ix_victim_identifier_incident ON victim_identifier (incident);
CREATE INDEX ix_article_version_article_id_n ON article_version (article_id, n);
CREATE INDEX ix_correction_decision_id ON correction (decision_id);
CREATE INDEX ix_correction_incident ON correction (incident);
CREATE INDEX ix_ruling_decision_id ON ruling (decision_id);
CREATE INDEX ix_ruling_schema_value ON ruling (schema, value);
CREATE INDEX ix_external_id_decision_id ON external_id (decision_id);
CREATE INDEX ix_external_id_victim ON external_id (victim);
CREATE INDEX ix_incident_person_incident ON incident_person (incident);
CREATE INDEX ix_membership_incident ON membership (incident);
CREATE INDEX ix_person_home_victim ON person_home (victim);
CREATE INDEX ix_reading_article_id ON reading (article_id);
CREATE INDEX ix_report_anchor ON report (anchor);
CREATE INDEX ix_report_article_id ON report (article_id);
CREATE INDEX ix_report_version_id ON report (version_id);
CREATE INDEX ix_report_waiting_id ON report (waiting, id);
CREATE INDEX ix_report_key_report_id ON report_key (report_id);
COMMIT;
