package interchange

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"sijoita/internal/i18n"
	"sijoita/problem"
)

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// place is a fault without the arguments of its message.
type place struct{ path, key string }

func placesOf(faults []Fault) []place {
	var out []place
	for _, f := range faults {
		out = append(out, place{f.Path, strings.TrimPrefix(f.Key, "interchange.")})
	}
	return out
}

// mistake is what is written into the small document instead of what is right,
// and the one fault that comes of it.
type mistake struct {
	rule, right, wrong string
	path, key          string
}

var mistakes = []mistake{
	// The document.
	{"another format", `"sijoita-interchange"`, `"other"`, "format", "format"},
	{"no format", `"format": "sijoita-interchange", `, ``, "format", "missing"},
	{"a format that is a number", `"sijoita-interchange"`, `1`, "format", "format"},
	{"another version", `"version": 1`, `"version": 2`, "version", "version"},
	{"a version in quotes", `"version": 1`, `"version": "1"`, "version", "version"},
	{"no version", `, "version": 1`, ``, "version", "missing"},
	{"a version that is null", `"version": 1`, `"version": null`, "version", "missing"},
	{"a key that is not known", `"version": 1`, `"version": 1, "diary": [{"a": [1]}]`, "diary", "unknown_key"},
	{"a key that is not known, deep inside", `"reason": "loma"`, `"reason": "loma", "why": {}`, "episodes[0].pauses[0].why", "unknown_key"},
	{"a key that is no word", `"reason": "loma"`, `"the why": 1`, `episodes[0].pauses[0]["the why"]`, "unknown_key"},
	{"a key with the contract's mark", `"reason": "loma"`, `"reason!": "loma"`, `episodes[0].pauses[0]["reason!"]`, "unknown_key"},
	{"an empty key", `"reason": "loma"`, `"": "loma"`, `episodes[0].pauses[0][""]`, "unknown_key"},
	{"a key in capitals", `"reason": "loma"`, `"Reason": "loma"`, "episodes[0].pauses[0].Reason", "unknown_key"},
	{"a key given twice", `"name": "Tiimi"`, `"name": "Tiimi", "name": "Tiimi"`, "teams[0].name", "key_twice"},
	{"a key given twice, first as null", `"business_id": null`, `"business_id": null, "business_id": "1"`, "employers[0].business_id", "key_twice"},
	{"a list given twice", `"version": 1`, `"version": 1, "consents": []`, "consents", "key_twice"},
	{"a list that is an object", `[{"team": "t1", "on": "2024-03-04", "kind": "group", "staff": ["c1"]}]`, `{"t1": []}`, "supervision", "not_list"},

	// Required values.
	{"a county without an id", `"id": "kainuu", `, ``, "county.id", "missing"},
	{"a county without a name", `, "name": {"fi": "Kainuun hyvinvointialue"}`, ``, "county.name", "missing"},
	{"a county with a name in no language", `{"fi": "Kainuun hyvinvointialue"}`, `{"fi": null, "sv": ""}`, "county.name", "county_name"},
	{"a county's name in a fourth language", `{"fi": "Kainuun hyvinvointialue"}`, `{"fi": "Kainuu", "ru": "Кайнуу"}`, "county.name.ru", "unknown_key"},
	{"a required value left out", `"birth_date": "1970-07-03", `, ``, "clients[0].birth_date", "missing"},
	{"a required value that is null", `"1970-07-03"`, `null`, "clients[0].birth_date", "missing"},
	{"staff without roles", `, "roles": [{"role": "care_worker", "care_team": "k1", "from": "2023-08-03"}]`, ``, "staff[1].roles", "missing"},
	{"a role without its first day", `, "from": "2023-08-03"`, ``, "staff[1].roles[0].from", "missing"},
	{"a contact without staff", `"staff": ["c1", "n1"], `, ``, "employer_contacts[0].staff", "missing"},
	{"a consent that does not say what was answered", `"given": true, `, ``, "consents[0].given", "missing"},

	{"a planned meeting without its staff", `"kind": "outreach", "staff": ["c1"],`, `"kind": "outreach",`, "planned_meetings[0].staff", "missing"},
	{"a task of nobody's", `"whose": "client", `, ``, "tasks[0].whose", "missing"},
	{"a case note that says nothing", `, "text": "Soitti"`, ``, "notes[0].text", "missing"},
	{"a time without minutes", `"09:30"`, `"9"`, "meetings[0].at", "time_of_day"},
	{"a time that no clock shows", `"14:05"`, `"24:05"`, "planned_meetings[0].at", "time_of_day"},
	{"a time that is a number", `"14:05"`, `14`, "planned_meetings[0].at", "not_text"},
	{"a task on a third list", `"whose": "client"`, `"whose": "family"`, "tasks[0].whose", "word"},
	{"a task of a meeting that is not there", `"meeting": "m0"`, `"meeting": "m9"`, "tasks[0].meeting", "nothing"},
	{"a planned meeting held as nothing", `"held_as": "m0"`, `"held_as": "a1"`, "planned_meetings[0].held_as", "nothing"},
	{"a case note of nobody's", `{"id": "n1", "episode": "e1", "on": "2023-09-21"`, `{"id": "n1", "episode": "e9", "on": "2023-09-21"`, "notes[0].episode", "nothing"},

	// Types.
	{"a number for a text", `"Kauppa"`, `7`, "employers[0].name", "not_text"},
	{"a list for a text", `"Kauppa"`, `[["a"]]`, "employers[0].name", "not_text"},
	{"a number for a municipality", `"205"`, `205`, "care_teams[0].municipality", "not_text"},
	{"a number for an id", `"id": "m1"`, `"id": 1`, "meetings[0].id", "not_text"},
	{"a number for a day", `"2023-09-12"`, `20230912`, "meetings[0].on", "not_text"},
	{"a text for a number", `0.8`, `"0.8"`, "staff[0].roles[0].fte", "not_number"},
	{"a number too large to be one", `0.8`, `1e999`, "staff[0].roles[0].fte", "not_number"},
	{"a text for hours", `37.5`, `"37.5"`, "worktime[0].hours", "not_number"},
	{"a part of a minute", `"minutes": 60`, `"minutes": 60.5`, "meetings[0].minutes", "not_whole"},
	{"more minutes than anybody has", `"minutes": 60`, `"minutes": 1e30`, "meetings[0].minutes", "not_whole"},
	{"a word for yes", `"open_market": true`, `"open_market": "yes"`, "placements[0].open_market", "not_yes_no"},
	{"a number for yes", `"given": true`, `"given": 1`, "consents[0].given", "not_yes_no"},
	{"a text for an object", `{"kind": "wage_subsidy", "percent": 70, "from": "2024-01-12", "to": "2024-02-12", "decision": "TE/118/2023", "decided_on": "2023-12-20"}`, `"wage_subsidy"`, "placements[0].subsidy", "not_object"},
	{"a text among records", `"teams": [`, `"teams": ["t0", `, "teams[0]", "not_object"},
	{"a null among records", `"teams": [`, `"teams": [null, `, "teams[0]", "not_object"},
	{"one id for a list of them", `"attended": ["c1"]`, `"attended": "c1"`, "care_team_meetings[0].attended", "not_list"},
	{"a null among ids", `"attended": ["c1"]`, `"attended": ["c1", null]`, "care_team_meetings[0].attended[1]", "not_text"},
	{"a number for a care team", `"care_team": "k1", "coach": [`, `"care_team": 1, "coach": [`, "episodes[0].care_team", "not_holder"},
	{"an object for a care team", `"care_team": "k1", "coach": [`, `"care_team": {"id": "k1"}, "coach": [`, "episodes[0].care_team", "not_holder"},
	{"a hand-over of ids alone", `"care_team": "k1", "coach": [`, `"care_team": ["k1"], "coach": [`, "episodes[0].care_team[0]", "not_object"},
	{"a hand-over to nobody", `{"id": "n1", "from": "2024-01-07"}`, `{"from": "2024-01-07"}`, "episodes[0].coach[1].id", "missing"},
	{"a text with a NUL", `"Kauppa"`, `"Kau\u0000ppa"`, "employers[0].name", "text_nul"},
	{"an empty id", `"id": "m1"`, `"id": ""`, "meetings[0].id", "id_empty"},
	{"an empty reference", `"by": "c1"`, `"by": ""`, "counselling[0].by", "id_empty"},

	// Words and codes.
	{"a kind of programme that is not known", `"kind": "ips"`, `"kind": "work"`, "programmes[0].kind", "word"},
	{"a word in capitals", `"kind": "ips"`, `"kind": "IPS"`, "programmes[0].kind", "word"},
	{"an empty word", `"kind": "ips"`, `"kind": ""`, "programmes[0].kind", "word"},
	{"two words at once", `"kind": "ips"`, `"kind": "ips|latu"`, "programmes[0].kind", "word"},
	{"a role that is not known", `"coach", "team"`, `"boss", "team"`, "staff[0].roles[0].role", "word"},
	{"a kind of care that is not known", `"psychiatry"`, `"somatic"`, "care_teams[0].kind", "word"},
	{"an income that is not known", `"kind": "wage"`, `"kind": "lottery"`, "clients[0].incomes[0].kind", "word"},
	{"a pathway that is not known", `"pathway": "self"`, `"pathway": "police"`, "episodes[0].pathway", "word"},
	{"a place that is not known", `"place": "office"`, `"place": "moon"`, "meetings[0].place", "word"},
	{"a channel of meetings that is not known", `"channel": "video"`, `"channel": "email"`, "meetings[0].channel", "word"},
	{"a kind of meeting that is not known", `"kind": "profile"`, `"kind": "party"`, "meetings[0].kind", "word"},
	{"a sector that is not known", `"sector": "company"`, `"sector": "firm"`, "employers[0].sector", "word"},
	{"a channel of contacts that is not known", `"channel": "email"`, `"channel": "message"`, "employer_contacts[0].channel", "word"},
	{"a kind of contact that is not known", `"kind": "agreed"`, `"kind": "warm"`, "employer_contacts[0].kind", "word"},
	{"an answer of whom one reached that is not known", `"reached": "no_time"`, `"reached": "dog"`, "employer_contacts[0].reached", "word"},
	{"a next step that is not known", `"next": "return"`, `"next": "never"`, "employer_contacts[0].next", "word"},
	{"a kind of placement that is not known", `"kind": "employment"`, `"kind": "job"`, "placements[0].kind", "word"},
	{"a subsidy that is not known", `"wage_subsidy"`, `"gift"`, "placements[0].subsidy.kind", "word"},
	{"a month that is not in the calendar", `"month": "2024-02"`, `"month": "2024-13"`, "earnings[0].month", "month"},
	{"a month with a day", `"month": "2024-02"`, `"month": "2024-02-01"`, "earnings[0].month", "month"},
	{"a dormancy that ends before it begins", `"to": "2024-07-31"`, `"to": "2024-03-31"`, "dormancies[0].to", "end_before_start"},
	{"a start of a job that is not there", `"placement": "j1", "on"`, `"placement": "j7", "on"`, "start_answers[0].placement", "nothing"},
	{"advice for a job that is not there", `"placement": "j1", "topics"`, `"placement": "j7", "topics"`, "counselling[0].placement", "nothing"},
	{"an adviser that is not known", `"adviser": "trained"`, `"adviser": "friend"`, "counselling[0].adviser", "word"},
	{"a supervision that is not known", `"kind": "group"`, `"kind": "crowd"`, "supervision[0].kind", "word"},
	{"a stop of contacts without its reason", `, "reason": "omistaja vaihtui"`, ``, "employers[0].do_not_contact.reason", "missing"},
	{"an employer that stands and is a double", `"withdrawn": true, "same_as": "o1"`, `"same_as": "o1"`, "employers[1].same_as", "same_as"},
	{"an employer that is its own double", `"same_as": "o1"`, `"same_as": "o9"`, "employers[1].same_as", "same_as"},
	{"a double of nothing", `"same_as": "o1"`, `"same_as": "o3"`, "employers[1].same_as", "nothing"},
	{"an employer looked after by nobody", `"owner": "c1"`, `"owner": "c2"`, "employers[0].owner", "nothing"},
	{"a kind of review that is not known", `"kind": "external"`, `"kind": "internal"`, "reviews[0].kind", "word"},
	{"a consent that is not known", `"kind": "employers"`, `"kind": "press"`, "consents[0].kind", "word"},
	{"terms that are not known", `"terms": "social"`, `"terms": "work"`, "programmes[0].terms", "word"},
	{"a leave that is not known", `"leave": "direct"`, `"leave": "all"`, "consents[0].leave", "word"},
	{"a municipality of two digits", `"205"`, `"20"`, "care_teams[0].municipality", "municipality"},
	{"an area by name", `"578"`, `"Paltamo"`, "coach_areas[0].municipality", "municipality"},
	{"a municipality by name", `"290"`, `"Kuhmo"`, "clients[0].municipality", "municipality"},
	{"a municipality in other digits", `"777"`, `"٧٧٧"`, "employers[0].municipality", "municipality"},
	{"an empty municipality", `"777"`, `""`, "employers[0].municipality", "municipality"},
	{"an occupation of five digits", `"9112"`, `"91121"`, "placements[0].occupation", "occupation"},
	{"an occupation by name", `"9112"`, `"chef"`, "placements[0].occupation", "occupation"},
	{"a language of three letters", `"language": "fi"`, `"language": "fin"`, "clients[0].language", "language"},
	{"a language in capitals", `"language": "fi"`, `"language": "FI"`, "clients[0].language", "language"},
	{"a language with its country", `"language": "fi"`, `"language": "fi-FI"`, "clients[0].language", "language"},
	{"two letters that are no language", `"language": "fi"`, `"language": "xx"`, "clients[0].language", "language"},

	// Days and weeks.
	{"a day that does not exist", `"1970-07-03"`, `"1970-02-30"`, "clients[0].birth_date", "day"},
	{"a leap day in another year", `"1970-07-03"`, `"2023-02-29"`, "clients[0].birth_date", "day"},
	{"a day in the Finnish way", `"1970-07-03"`, `"3.7.1970"`, "clients[0].birth_date", "day"},
	{"a day without its zeros", `"1970-07-03"`, `"1970-7-3"`, "clients[0].birth_date", "day"},
	{"a day with a time", `"1970-07-03"`, `"1970-07-03T00:00:00Z"`, "clients[0].birth_date", "day"},
	{"an empty day", `"2023-10-30"`, `""`, "employer_contacts[0].return_on", "day"},
	{"a week that does not exist", `"2024-W10"`, `"2024-W53"`, "worktime[0].week", "week"},
	{"a week without its zero", `"2024-W10"`, `"2024-W1"`, "worktime[0].week", "week"},
	{"a week with a sign", `"2024-W10"`, `"+202-W10"`, "worktime[0].week", "week"},
	{"a week as a day", `"2024-W10"`, `"2024-03-04"`, "worktime[0].week", "week"},

	// Numbers.
	{"more than full time", `0.8`, `1.01`, "staff[0].roles[0].fte", "share"},
	{"less than nothing of full time", `0.8`, `-0.8`, "staff[0].roles[0].fte", "negative"},
	{"negative hours", `37.5`, `-1`, "worktime[0].hours", "negative"},
	{"negative hours in the community", `22}`, `-22}`, "worktime[0].community_hours", "negative"},
	{"negative hours of a week", `"hours_per_week": 20`, `"hours_per_week": -20`, "placements[0].hours_per_week", "negative"},
	{"negative minutes", `"minutes": 60`, `"minutes": -60`, "meetings[0].minutes", "negative"},
	{"a negative share of a wage", `"percent": 70`, `"percent": -70`, "placements[0].subsidy.percent", "negative"},
	{"a negative wage", `1250.00`, `-1250.00`, "placements[0].monthly_pay", "negative"},
	{"a negative wage in quotes", `1250.00`, `"-0.01"`, "placements[0].monthly_pay", "negative"},
	{"a wage with three decimals", `1250.00`, `1250.005`, "placements[0].monthly_pay", "money"},
	{"a wage with a comma", `1250.00`, `"1250,00"`, "placements[0].monthly_pay", "money"},
	{"a wage with a space", `1250.00`, `"1 250"`, "placements[0].monthly_pay", "money"},
	{"a wage with its currency", `1250.00`, `"1250 €"`, "placements[0].monthly_pay", "money"},
	{"a wage with an exponent", `1250.00`, `1e3`, "placements[0].monthly_pay", "money"},
	{"a wage that ends in a point", `1250.00`, `"1250."`, "placements[0].monthly_pay", "money"},
	{"a wage that begins with a point", `1250.00`, `".50"`, "placements[0].monthly_pay", "money"},
	{"an empty wage", `1250.00`, `""`, "placements[0].monthly_pay", "money"},
	{"a wage beyond all counting", `1250.00`, `99999999999999999999`, "placements[0].monthly_pay", "money"},
	{"a wage that is true", `1250.00`, `true`, "placements[0].monthly_pay", "money"},
	{"a wage that is an object", `1250.00`, `{"eur": 1}`, "placements[0].monthly_pay", "money"},
	{"a score of 6", `"25": 3`, `"25": 6`, "reviews[1].scores.25", "score"},
	{"a score of 0", `"25": 3`, `"25": 0`, "reviews[1].scores.25", "score"},
	{"a score of a half", `"25": 3`, `"25": 2.5`, "reviews[1].scores.25", "not_whole"},
	{"a twenty-sixth item", `"25": 3`, `"25": 3, "26": 3`, "reviews[1].scores.26", "item"},
	{"an item 0", `"1": 5`, `"0": 5, "1": 5`, "reviews[1].scores.0", "item"},
	{"an item with a zero before it", `"1": 5`, `"01": 5, "1": 5`, "reviews[1].scores.01", "item"},
	{"an item by name", `"1": 5`, `"caseload": [5], "1": 5`, "reviews[1].scores.caseload", "item"},
	{"an item scored twice", `"25": 3`, `"25": 3, "25": 3`, "reviews[1].scores.25", "key_twice"},
	{"a referral of no episode that nobody asked for", `, "asked_on": "2024-06-11"`, ``, "referrals[1].asked_on", "referral_unasked"},
	{"a referral dropped before it was asked for", `"2024-06-21"`, `"2024-06-10"`, "referrals[1].dropped_on", "end_before_start"},
	{"a referral received before it was asked for", `"2023-09-03"`, `"2023-08-20"`, "referrals[0].received_on", "end_before_start"},
	{"a second referral of an episode", `"asked_on": "2024-06-11"`, `"episode": "e1"`, "referrals[1].episode", "referral_twice"},
	{"a referral returned because of readiness", `"drop_reason": "moved"`, `"drop_reason": "not_ready"`, "referrals[1].drop_reason", "word"},
	{"an item of a review that the scale has not", `"item": 25, "rating": "3"`, `"item": 26, "rating": "3"`, "reviews[1].items[0].item", "item"},
	{"a rating of six", `"rating": "3"`, `"rating": "6"`, "reviews[1].items[0].rating", "word"},
	{"a rating of an item 0", `"item": 25, "rating": "not_rated"`, `"item": 0, "rating": "not_rated"`, "reviews[1].ratings[0].item", "item"},
	{"a reviewer who leaves before they come", `"to": "2025-08-01"`, `"to": "2025-02-01"`, "reviews[1].reviewers[0].to", "end_before_start"},
	{"a step of a review that is none", `"step": "sent"`, `"step": "lost"`, "reviews[1].steps[0].step", "word"},
	{"a review that corrects itself", `"corrects": "r1"`, `"corrects": "r0"`, "reviews[2].corrects", "corrects"},
	{"an action of a criterion that is none", `"item": 17`, `"item": 27`, "plan_actions[0].item", "item"},
	{"a total that is not the sum", `"total": 101`, `"total": 102`, "reviews[1].total", "total"},
	{"a negative total", `"total": 103`, `"total": -103`, "reviews[0].total", "negative"},

	// References and ids.
	{"an upper bound of age below the lower", `"age_to": 64`, `"age_to": 17`, "programmes[0].eligibility.age_to", "age_order"},
	{"requirements that end before they begin", `"to": "2024-12-30"`, `"to": "2023-07-30"`, "programmes[0].eligibility.to", "end_before_start"},
	{"an age that is no number", `"age_to": 64`, `"age_to": "64 v"`, "programmes[0].eligibility.age_to", "not_number"},
	{"a team of no programme", `"programme": "ips", "name"`, `"programme": "latu", "name"`, "teams[0].programme", "nothing"},
	{"a role in no team", `"team": "t1", "fte"`, `"team": "t2", "fte"`, "staff[0].roles[0].team", "nothing"},
	{"a role in no care team", `"care_team": "k1", "from": "2023-08-03"`, `"care_team": "k2", "from": "2023-08-03"`, "staff[1].roles[0].care_team", "nothing"},
	{"an assignment to no care team", `"care_team": "k1", "coach": "c1"`, `"care_team": "k2", "coach": "c1"`, "care_team_assignments[0].care_team", "nothing"},
	{"an assignment of nobody", `"care_team": "k1", "coach": "c1"`, `"care_team": "k1", "coach": "c2"`, "care_team_assignments[0].coach", "nothing"},
	{"an episode of nobody", `"id": "e3", "client": "p1"`, `"id": "e3", "client": "p2"`, "episodes[2].client", "nothing"},
	{"an episode in no programme", `"id": "e3", "client": "p1", "programme": "ips"`, `"id": "e3", "client": "p1", "programme": "t1"`, "episodes[2].programme", "nothing"},
	{"a referral from nowhere", `"referring_unit": "k1"`, `"referring_unit": "t1"`, "episodes[0].referring_unit", "nothing"},
	{"an episode with no such care team", `"care_team": "k1", "coach": [`, `"care_team": "k9", "coach": [`, "episodes[0].care_team", "nothing"},
	{"a hand-over to somebody unknown", `{"id": "n1", "from": "2024-01-07"}`, `{"id": "n2", "from": "2024-01-07"}`, "episodes[0].coach[1].id", "nothing"},
	{"a meeting in no episode", `"episode": "e1", "on": "2023-09-12"`, `"episode": "e9", "on": "2023-09-12"`, "meetings[0].episode", "nothing"},
	{"a contact with no employer", `"employer": "o1", "on"`, `"employer": "o2", "on"`, "employer_contacts[0].employer", "nothing"},
	{"a contact by somebody unknown", `["c1", "n1"]`, `["c1", "c1", "p1"]`, "employer_contacts[0].staff[2]", "nothing"},
	{"a placement with no employer", `"employer": "o1", "occupation"`, `"employer": "o2", "occupation"`, "placements[0].employer", "nothing"},
	{"counselling by somebody unknown", `"by": "c1"`, `"by": "c3"`, "counselling[0].by", "nothing"},
	{"working time of somebody unknown", `"staff": "n1", "week"`, `"staff": "n2", "week"`, "worktime[1].staff", "nothing"},
	{"a care team's meeting of no care team", `"care_team": "k1", "on"`, `"care_team": "k3", "on"`, "care_team_meetings[0].care_team", "nothing"},
	{"supervision of no team", `"team": "t1", "on"`, `"team": "t2", "on"`, "supervision[0].team", "nothing"},
	{"a review of no team", `"id": "r1", "team": "t1"`, `"id": "r1", "team": "t2"`, "reviews[0].team", "nothing"},
	{"a consent of nobody", `"id": "s1", "client": "p1"`, `"id": "s1", "client": "p2"`, "consents[0].client", "nothing"},
	{"an area of nobody", `"coach": "c1", "municipality"`, `"coach": "c2", "municipality"`, "coach_areas[0].coach", "nothing"},
	{"a first meeting of no episode", `"id": "f1", "episode": "e1"`, `"id": "f1", "episode": "e4"`, "suitability[0].episode", "nothing"},
	{"more keen than ten", `"keenness": 8`, `"keenness": 11`, "suitability[0].keenness", "keenness"},
	{"a plan of no episode", `"id": "pl1", "episode": "e1"`, `"id": "pl1", "episode": "e4"`, "plans[0].episode", "nothing"},
	{"a plan that is looked at before it is made", `"2024-03-05"`, `"2023-12-03"`, "plans[0].review_on", "end_before_start"},
	{"a lead at no employer", `"id": "le1", "employer": "o1"`, `"id": "le1", "employer": "o4"`, "leads[0].employer", "nothing"},
	{"a lead that ends and does not", `"ended_why": "lapsed"`, `"ended_why": null`, "leads[0].ended_why", "lead_ended"},
	{"a lead that ends before it is found", `"ended_on": "2024-01-20"`, `"ended_on": "2023-12-04"`, "leads[0].ended_on", "end_before_start"},
	{"a small win of no kind", `"win": "called"`, `"win": "won"`, "leads[0].wins[0].win", "word"},
	{"an application for no lead", `"lead": "le1"`, `"lead": "le4"`, "applications[0].lead", "nothing"},
	{"an interview before the application", `"interview_on": "2024-01-10"`, `"interview_on": "2023-12-10"`, "applications[0].interview_on", "end_before_start"},
	{"a feeling over the best", `"feeling": 4`, `"feeling": 6`, "applications[0].feeling", "feeling"},
	{"a talk of no episode", `"id": "dt1", "episode": "e1"`, `"id": "dt1", "episode": "e4"`, "disclosure_talks[0].episode", "nothing"},
	{"a line of a list of no care team", `"id": "uc1", "care_team": "k1"`, `"id": "uc1", "care_team": "k4"`, "unit_clients[0].care_team", "nothing"},
	{"two answers of a day", `"on": "2023-11-20", "interest"`, `"on": "2023-08-20", "interest"`, "unit_clients[0].answers[1].on", "key_twice"},
	{"an interest that is none", `"interest": "unsure"`, `"interest": "perhaps"`, "unit_clients[0].answers[0].interest", "word"},
	{"a survey that closes before it opens", `"to": "2023-10-31"`, `"to": "2023-09-30"`, "need_surveys[0].to", "end_before_start"},
	{"half an answer", `"clients": 40, `, `"clients": null, `, "need_surveys[0].units[0].clients", "half_answer"},
	{"more named than there are", `"named": 12`, `"named": 42`, "need_surveys[0].units[0].named", "more_than_clients"},
	{"a message of no care team", `"id": "cm1", "care_team": "k1"`, `"id": "cm1", "care_team": "k4"`, "care_messages[0].care_team", "nothing"},
	{"a message dealt with before it was written", `"done_on": "2023-12-12"`, `"done_on": "2023-12-02"`, "care_messages[0].done_on", "end_before_start"},
	{"a support plan of no job", `"placement": "j1", "first_day"`, `"placement": "j4", "first_day"`, "support_plans[0].placement", "nothing"},
	{"a support plan that is looked at before it is made", `"2024-02-05"`, `"2024-01-05"`, "support_plans[0].review_on", "end_before_start"},
	{"a talk of no episode", `"id": "ct1", "episode": "e1"`, `"id": "ct1", "episode": "e4"`, "closing_talks[0].episode", "nothing"},
	{"a talk that comes again before it was", `"2024-08-19"`, `"2024-05-19"`, "closing_talks[0].look_on", "end_before_start"},
	{"more than ten points", `"recommend": 9`, `"recommend": 11`, "closing_talks[0].recommend", "recommend"},
	{"a setback of no episode", `"id": "co1", "episode": "e1"`, `"id": "co1", "episode": "e4"`, "setbacks[0].episode", "nothing"},
	{"a talk with nobody of the network", `"with": "z1"`, `"with": "z9"`, "partner_talks[0].with", "nothing"},
	{"a next talk before the talk", `"next_on": "2023-12-21"`, `"next_on": "2023-11-20"`, "partner_talks[0].next_on", "end_before_start"},
	{"a text for a register that there is not", `"register": "patient"`, `"register": "church"`, "record_texts[0].register", "word"},
	{"a text of a period that ends before it begins", `"to": "2023-12-31"`, `"to": "2023-11-30"`, "record_texts[0].to", "end_before_start"},
	{"a text carried before it was written", `"carried_on": "2024-01-02"`, `"carried_on": "2024-01-01"`, "record_texts[0].carried_on", "end_before_start"},
	{"funding of no programme", `"id": "pf1", "programme": "ips"`, `"id": "pf1", "programme": "latu"`, "programme_funding[0].programme", "nothing"},
	{"a group that meets next before it met", `"next_on": "2024-04-10"`, `"next_on": "2024-02-01"`, "service_notes[0].next_on", "end_before_start"},
	{"who came to the peer group", `"kind": "joint_group"`, `"kind": "peer_group"`, "service_notes[0].attendees", "peer_attendees"},
	{"a phase told twice", `"phase": "support", "count": 2`, `"phase": "job_search", "count": 2`, "service_notes[1].phases[1].phase", "key_twice"},
	{"an action of no meeting", `"id": "ga2", "service_note": "sn1"`, `"id": "ga2", "service_note": "sn9"`, "group_actions[1].service_note", "nothing"},
	{"an action done on no day", `"closed_on": "2024-03-20"`, `"closed_on": null`, "group_actions[0].closed_on", "action_closed"},
	{"terms in an area that is none", `"area": "10"`, `"area": "99"`, "subsidy_terms[0].area", "employment_area"},
	{"terms of a municipality of another area", `"area": "10", "municipality": "697"`, `"area": "10", "municipality": "091"`, "subsidy_terms[0].municipality", "other_area"},
	{"terms that end before they begin", `"from": "2025-01-01", "to": null, "not_granted"`, `"from": "2025-01-01", "to": "2024-12-31", "not_granted"`, "subsidy_terms[0].to", "end_before_start"},
	{"funding that ends before it begins", `"from": "2023-01-01", "to": "2024-12-31"`, `"from": "2023-01-01", "to": "2022-12-31"`, "programme_funding[0].to", "end_before_start"},
	{"an answer of no episode", `"id": "pa1", "episode": "e1"`, `"id": "pa1", "episode": "e4"`, "profile_answers[0].episode", "nothing"},
	{"an answer to no question", `"years_out"`, `"years_in"`, "profile_answers[0].question", "word"},
	{"an answer that is no number", `"10.5"`, `"kauan"`, "profile_answers[0].answer", "answer"},
	{"an answer with a word that is none", `"state": "unknown", "answer": ""`, `"state": "told", "answer": "quiet loud"`, "profile_answers[1].answer", "answer"},
	{"a wish that ends before it began", `"2023-12-05"`, `"2023-12-03"`, "wishes[0].dropped_on", "end_before_start"},
	{"facts that are none", `"church_tax=no"`, `"church_tax=perhaps"`, "estimates[0].facts", "facts"},
	{"a line of an offer that is not there", `"offer": 1`, `"offer": 2`, "estimates[0].lines[0].offer", "offer"},
	{"an initiative that is none", `"together"`, `"nobody"`, "episodes[0].closing.initiative", "word"},
	{"an id given twice in a list", `"id": "r2"`, `"id": "r1"`, "reviews[1].id", "id_twice"},
	{"one person's week given twice", `"staff": "n1", "week": "2024-W11"`, `"staff": "c1", "week": "2024-W10"`, "worktime[1].week", "week_twice"},

	// Days that contradict each other.
	{"a programme that ends before it starts", `"2026-12-31"`, `"2023-07-31"`, "programmes[0].ends_on", "end_before_start"},
	{"a role that ends before it starts", `"2025-01-02"`, `"2023-08-01"`, "staff[0].roles[0].to", "end_before_start"},
	{"an assignment that ends before it starts", `"2025-01-04"`, `"2023-08-03"`, "care_team_assignments[0].to", "end_before_start"},
	{"an income that ends before it starts", `"2022-01-05"`, `"2021-01-04"`, "clients[0].incomes[0].to", "end_before_start"},
	{"a coach who leaves before coming", `"2024-01-06"`, `"2023-09-05"`, "episodes[0].coach[0].to", "end_before_start"},
	{"a pause that ends before it starts", `"2023-10-09"`, `"2023-10-07"`, "episodes[0].pauses[0].to", "end_before_start"},
	{"a job that ends before it starts", `"2024-03-11"`, `"2024-01-10"`, "placements[0].ends_on", "end_before_start"},
	{"a subsidy that ends before it starts", `"2024-02-12"`, `"2024-01-11"`, "placements[0].subsidy.to", "end_before_start"},
	{"a review that ends before it starts", `"2024-05-08"`, `"2024-05-06"`, "reviews[0].to", "end_before_start"},
	{"a consent that ends before it starts", `"2024-09-14"`, `"2023-09-13"`, "consents[0].to", "end_before_start"},
	{"an area that ends before it starts", `"2025-01-05"`, `"2023-08-04"`, "coach_areas[0].to", "end_before_start"},
	{"an episode that ends before it starts", `"pauses": [{"from": "2023-10-08", "to": "2023-10-09", "reason": "loma"}], "ended_on": "2024-05-31"`, `"ended_on": "2023-09-09"`, "episodes[0].ended_on", "end_before_start"},
	{"a start before the referral", `"started_on": "2023-09-10"`, `"started_on": "2023-08-31"`, "episodes[0].started_on", "start_before_referral"},
	{"a cancellation before the referral", `"2024-06-30"`, `"2024-05-30"`, "episodes[1].cancelled_on", "cancelled_before_referral"},
	{"an end without a start", `"cancelled_on": "2024-06-30"`, `"ended_on": "2024-06-30"`, "episodes[1].ended_on", "end_without_start"},
	{"a pause without a start", `"cancelled_on": "2024-06-30"`, `"cancelled_on": "2024-06-30", "pauses": [{"from": "2024-06-01"}]`, "episodes[1].pauses[0].from", "pause_without_start"},
	{"a pause before the start", `"2023-10-08"`, `"2023-09-09"`, "episodes[0].pauses[0].from", "pause_before_start"},
	{"a pause that begins after the end", `{"from": "2023-10-08", "to": "2023-10-09", "reason": "loma"}`, `{"from": "2024-06-01"}`, "episodes[0].pauses[0].from", "pause_after_end"},
	{"a pause that goes on after the end", `"2023-10-09"`, `"2024-06-01"`, "episodes[0].pauses[0].to", "pause_after_end"},

	{"thinking until before the meeting", `"2023-09-18"`, `"2023-09-04"`, "suitability[0].think_until", "end_before_start"},
	{"a pause looked at before it begins", `"reason": "loma"`, `"reason": "loma", "check_on": "2023-10-07"`, "episodes[0].pauses[0].check_on", "end_before_start"},

	// Records that took each other's place.
	{"a record merged into itself", `"municipality": "290",`, `"municipality": "290", "merged_into": "p1",`, "clients[0].merged_into", "merged_into"},
	{"two merged into each other", `"clients": [`, `"clients": [
		{"id": "p7", "given_name": "A", "family_name": "A", "birth_date": "1970-07-03", "municipality": "290", "merged_into": "p8"},
		{"id": "p8", "given_name": "A", "family_name": "A", "birth_date": "1970-07-03", "municipality": "290", "merged_into": "p9"},
		{"id": "p9", "given_name": "A", "family_name": "A", "birth_date": "1970-07-03", "municipality": "290", "merged_into": "p8"},`,
		"clients[1].merged_into", "merged_into"},
	{"a record merged into nobody's", `"municipality": "290",`, `"municipality": "290", "merged_into": "p2",`, "clients[0].merged_into", "nothing"},

	// Episodes that overlap.
	{"a referral before the last episode ended", `"referred_on": "2024-05-31"`, `"referred_on": "2024-05-30"`, "episodes[1].referred_on", "overlap"},
	{"a referral before the last one was cancelled", `"referred_on": "2024-07-01"`, `"referred_on": "2024-06-29"`, "episodes[2].referred_on", "overlap"},
	{"a cancellation of what has started ends nothing", `"cancelled_on": "2024-06-30"`, `"started_on": "2024-06-01", "cancelled_on": "2024-06-30"`, "episodes[2].referred_on", "overlap"},
	{"a referral that was cancelled on its day, within another episode", `"referred_on": "2024-07-01"`, `"referred_on": "2023-12-01", "cancelled_on": "2023-12-01"`, "episodes[2].referred_on", "overlap"},

	// What is broken.
	{"something after the document", `"changed": null}]`, `"changed": null}]} {"more": 1`, "", "goes_on"},
	{"a bracket after the document", `"changed": null}]`, `"changed": null}]}`, "", "goes_on"},
	{"a comma too many", `"name": "Tiimi"}`, `"name": "Tiimi",}`, "teams[0]", "not_json"},
	{"a comma too few", `"name": "Tiimi"`, `"name" "Tiimi"`, "teams[0].name", "not_json"},
	{"a comment", `"teams":`, `/* tiimit */ "teams":`, "", "not_json"},
	{"a number with a zero before it", `0.8`, `00.8`, "staff[0].roles[0].fte", "not_json"},
	{"a key without quotes", `"teams":`, `teams:`, "", "not_json"},
	{"a wrong bracket", `"name": "Tiimi"}`, `"name": "Tiimi"]`, "teams[0]", "not_json"},
	{"a line in the middle of a text", `"Kauppa"`, "\"Kau\nppa\"", "employers[0].name", "not_json"},
	{"an escape that is none", `"Kauppa"`, `"Kau\xppa"`, "employers[0].name", "not_json"},
	{"an escape with too few digits", `"Kauppa"`, `"Kau\u12gpa"`, "employers[0].name", "not_json"},
	{"half a character", `"Kauppa"`, `"Kau\ud83dppa"`, "employers[0].name", "not_utf8"},
	{"two first halves of characters", `"Kauppa"`, `"Kau\ud83d\ud83dppa"`, "employers[0].name", "not_utf8"},
	{"a word that is no value", `0.8`, `NaN`, "staff[0].roles[0].fte", "not_json"},
	{"a text that is not UTF-8", `"Kauppa"`, "\"Kau\xffppa\"", "employers[0].name", "not_utf8"},
	{"more depth than anything needs", `"Kauppa"`, strings.Repeat("[", 100) + strings.Repeat("]", 100), "employers[0].name", "too_deep"},
}

// checkSaid makes sure that every language can say the fault.
func checkSaid(t *testing.T, f Fault) {
	t.Helper()
	for _, lang := range i18n.Langs {
		if said := i18n.For(lang).Problem(f.Key, f.Args); len(i18n.Missing(said)) > 0 {
			t.Errorf("%s: %s", lang, said)
		}
	}
}

func TestMistakes(t *testing.T) {
	good := sample(t, "small.json")
	for _, m := range mistakes {
		t.Run(m.rule, func(t *testing.T) {
			if strings.Count(good, m.right) != 1 {
				t.Fatalf("%s stands %d times in the document", m.right, strings.Count(good, m.right))
			}
			d, faults, err := Read(strings.NewReader(strings.Replace(good, m.right, m.wrong, 1)), nil)
			if err != nil || d != nil {
				t.Fatalf("got the document %v and the error %v", d, err)
			}
			told := placesOf(faults)
			if m.key == "too_deep" || m.key == "not_utf8" {
				told = told[len(told)-1:] // where reading ran into it
			}
			if diff := cmp.Diff([]place{{m.path, m.key}}, told, cmp.AllowUnexported(place{})); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			for _, f := range faults {
				checkSaid(t, f)
			}
		})
	}
}

func TestWhatIsNoMistake(t *testing.T) {
	good := sample(t, "small.json")
	tests := []struct{ rule, said, instead string }{
		{"the small document is right", `Kauppa`, `Kauppa`},
		{"null is as good as absent", `"scale": "ips-25", "terms"`, `"scale": null, "terms"`},
		{"a list may be null", `[{"care_team": "k1", "on": "2024-03-13", "attended": ["c1"]}]`, `null`},
		{"a list may be left out", ` "care_team_meetings": [{"care_team": "k1", "on": "2024-03-13", "attended": ["c1"]}],`, ``},
		{"nobody need have attended", `"attended": ["c1"]`, `"attended": []`},
		{"who attended may be named twice", `"attended": ["c1"]`, `"attended": ["c1", "c1"]`},
		{"the county may be left out", `"county": {"id": "kainuu", "name": {"fi": "Kainuun hyvinvointialue"}},`, ``},
		{"the county's name may be in Swedish alone", `"fi": "Kainuun`, `"sv": "Kainuun`},
		{"a byte order mark may come first", "{\n \"format\"", "\ufeff{\n \"format\""},
		{"a text may have any character, escaped or not", `"Kauppa"`, `"\ud83d\ude00 \u00e4\/\"\\\b\f\n\r\t 😀"`},
		{"whole hours and minutes may have a decimal", `"minutes": 60`, `"minutes": 60.0`},
		{"percent may have decimals and pass 100", `"percent": 70`, `"percent": 100.5`},
		{"money may be whole", `1250.00`, `1250`},
		{"money may have one decimal", `1250.00`, `1250.5`},
		{"money may be in quotes", `1250.00`, `"1250.00"`},
		{"a role may be of no hours", `0.8`, `0`},
		{"a role may be of full time", `0.8`, `1.0`},
		{"a single score is no sum", `"25": 3}, "total": 101`, `"25": null}, "total": 7`},
		{"scores need no total", `, "total": 101`, ``},
		{"an id may be in another list too", `"id": "x1"`, `"id": "k1"`},
		{"a placement may begin before its episode", `"starts_on": "2024-01-11"`, `"starts_on": "2020-01-11"`},
		{"a placement may end after its episode", `"ends_on": "2024-03-11"`, `"ends_on": "2029-03-11"`},
		{"a meeting may be before its episode", `"on": "2023-09-12"`, `"on": "2019-09-12"`},
		{"a subsidy may be outside its job", `"from": "2024-01-12"`, `"from": "2023-01-12"`},
		{"an episode may start on the day of its referral", `"started_on": "2023-09-10"`, `"started_on": "2023-09-01"`},
		{"a pause may begin with its episode", `"from": "2023-10-08"`, `"from": "2023-09-10"`},
		{"a pause may end with its episode", `"to": "2023-10-09"`, `"to": "2024-05-31"`},
		{"a pause may last until the end", `"to": "2023-10-09"`, `"to": null`},
		{"a span may be one day", `"to": "2023-10-09"`, `"to": "2023-10-08"`},
		{"a coach may hold the place outside the episode", `"from": "2023-09-06", "to": "2024-01-06"`, `"from": "2020-09-06", "to": "2029-01-06"`},
		{"two referrals on one day, if the first was cancelled", `"referred_on": "2024-07-01"`, `"referred_on": "2024-06-30", "cancelled_on": "2024-06-30"`},
		{"a withdrawn episode overlaps nothing", `"referred_on": "2024-07-01"`, `"referred_on": "2023-12-01", "withdrawn": true`},
		{"a cancelled referral may have started later", `"cancelled_on": null`, `"cancelled_on": "2023-09-05"`},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if strings.Count(good, tt.said) != 1 {
				t.Fatalf("%s stands %d times in the document", tt.said, strings.Count(good, tt.said))
			}
			_, faults, err := Read(strings.NewReader(strings.Replace(good, tt.said, tt.instead, 1)), nil)
			if err != nil || len(faults) > 0 {
				t.Errorf("got %v, %v", faults, err)
			}
		})
	}
}

func TestWhoIsNamedTwiceIsThereOnce(t *testing.T) {
	good := sample(t, "small.json")
	text := strings.NewReplacer(`["c1", "n1"]`, `["n1", "c1", "n1"]`, `"staff": ["c1"]`, `"staff": ["c1", "c1"]`, `"attended": ["c1"]`, `"attended": ["c1", "c1"]`).Replace(good)
	d, faults, err := Read(strings.NewReader(text), nil)
	if err != nil || len(faults) > 0 {
		t.Fatalf("got %v, %v", faults, err)
	}
	got := [][]string{d.Meetings[0].Staff, d.EmployerContacts[0].Staff, d.CareTeamMeetings[0].Attended, d.Supervision[0].Staff}
	if diff := cmp.Diff([][]string{{"c1"}, {"n1", "c1"}, {"c1"}, {"c1"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryFaultIsToldAtOnce(t *testing.T) {
	const document = `{"version": 3, "words": {},
	 "staff": [{"id": "c1", "roles": [{"role": "coach", "team": "t1", "fte": 2, "from": "x"}]}, {"id": "c1", "name": "A", "roles": []}],
	 "clients": [{"id": "p1", "given_name": "N", "family_name": "T", "birth_date": "1970-01-01", "municipality": "1"}],
	 "episodes": [
	  {"id": "e1", "client": "p1", "programme": "ips", "team": "t1", "pathway": "bus", "referred_on": "2024-02-01", "started_on": "2024-01-31"},
	  {"id": "e2", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2024-02-30", "started_on": "2024-13-01", "ended_on": "2024-03-01"},
	  {"id": "e3", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2024-02-01"},
	  {"id": "e4", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2024-02-01"}]}`
	_, faults, err := Read(strings.NewReader(document), nil)
	want := []place{
		{"version", "version"},
		{"words", "unknown_key"},
		{"staff[0].roles[0].fte", "share"},
		{"staff[0].roles[0].from", "day"},
		{"staff[0].name", "missing"},
		{"clients[0].municipality", "municipality"},
		{"episodes[0].pathway", "word"},
		{"episodes[0].started_on", "start_before_referral"},
		{"episodes[1].referred_on", "day"},
		{"episodes[1].started_on", "day"},
		{"episodes[2].client", "missing"},
		{"episodes[3].client", "missing"},
		{"format", "missing"},
		{"staff[1].id", "id_twice"},
		{"staff[0].roles[0].team", "nothing"},
		{"episodes[0].programme", "nothing"},
		{"episodes[0].team", "nothing"},
		{"episodes[1].programme", "nothing"},
		{"episodes[1].team", "nothing"},
		{"episodes[2].programme", "nothing"},
		{"episodes[2].team", "nothing"},
		{"episodes[3].programme", "nothing"},
		{"episodes[3].team", "nothing"},
	}
	if diff := cmp.Diff(want, placesOf(faults), cmp.AllowUnexported(place{})); err != nil || diff != "" {
		t.Errorf("%v, faults (-want +got):\n%s", err, diff)
	}
}

func TestAFloodOfFaultsIsCut(t *testing.T) {
	document := `{"format": "sijoita-interchange", "version": 1, "teams": [` + strings.Repeat("7,", maxFaults+49) + `7]}`
	_, faults, _ := Read(strings.NewReader(document), nil)
	if len(faults) != maxFaults+1 {
		t.Fatalf("got %d faults", len(faults))
	}
	checkSaid(t, faults[maxFaults])
	want := Fault{Key: "interchange.more", Args: problem.Args{"n": 50}}
	if diff := cmp.Diff(want, faults[maxFaults]); diff != "" {
		t.Error(diff)
	}
}

func TestAFloodIsNotReadToItsEnd(t *testing.T) {
	document := `{"format": "sijoita-interchange", "version": 1, "teams": [` + strings.Repeat("7,", 2*maxFaults) + `7]}`
	_, faults, _ := Read(strings.NewReader(document), nil)
	want := Fault{Key: "interchange.more", Args: problem.Args{"n": maxUntold + 1}}
	if diff := cmp.Diff(want, faults[len(faults)-1]); diff != "" {
		t.Error(diff)
	}
}

func TestWhereReadingBreaksOff(t *testing.T) {
	tests := []struct {
		rule, document string
		want           Fault
	}{
		{"a document cut short tells how far it came", "{\"teams\": [{\"id\": \"t1\",\n\"name\":",
			Fault{"teams[0].name", "interchange.ends_early", problem.Args{"line": 2}}},
		{"an empty file is no document", "", Fault{"", "interchange.ends_early", problem.Args{"line": 1}}},
		{"a text cut short tells its line", "{\n\n\"teams\": [\"t", Fault{"teams[0]", "interchange.ends_early", problem.Args{"line": 3}}},
		{"what is no JSON tells its line", "{\n\"teams\":\n[{]}", Fault{"teams[0]", "interchange.not_json", problem.Args{"line": 3}}},
		{"a workbook is no JSON", "PK\x03\x04", Fault{"", "interchange.not_json", problem.Args{"line": 1}}},
		{"a list is no document", "[1]", Fault{Key: "interchange.not_object"}},
		{"a text without end tells its line", "{\n\"teams\": [\"" + strings.Repeat("x", maxWord+1), Fault{"teams[0]", "interchange.too_long", problem.Args{"line": 2}}},
		{"a number without end tells its line", "{\n\"teams\": [" + strings.Repeat("9", maxWord+1), Fault{"teams[0]", "interchange.too_long", problem.Args{"line": 2}}},
		{"UTF-16 is no JSON", "\xff\xfe{\x00}\x00", Fault{"", "interchange.not_json", problem.Args{"line": 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			checkSaid(t, tt.want)
			_, faults, err := Read(strings.NewReader(tt.document), nil)
			if diff := cmp.Diff([]Fault{tt.want}, faults); err != nil || diff != "" {
				t.Errorf("%v, faults (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestADocumentIsReadInAnyPieces(t *testing.T) {
	text := sample(t, "small.json")
	_, faults, err := Read(iotest.OneByteReader(strings.NewReader(text)), nil)
	if err != nil || len(faults) > 0 {
		t.Errorf("got %v, %v", faults, err)
	}
}

func TestAFailureToReadIsNoFault(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, faults, err := Read(iotest.ErrReader(broken), nil)
	if !errors.Is(err, broken) || faults != nil {
		t.Errorf("got %v, %v", faults, err)
	}
}

func TestTooMuchIsRefused(t *testing.T) {
	in := newReader(strings.NewReader(sample(t, "small.json")), 1000)
	in.object(in.next(), new(Document).fields())
	if whole, err := in.brokenOff(); whole || err != nil {
		t.Fatalf("got %v, %v", whole, err)
	}
	if told := placesOf(in.faults.list); told[len(told)-1] != (place{"", "too_big"}) {
		t.Errorf("got %v", told)
	}
}

func TestWhatADocumentSaysIsToldBackShort(t *testing.T) {
	long := strings.Repeat("ä", 1000)
	document := fmt.Sprintf(`{"format": "sijoita-interchange", "version": 1, "%s": 1, "programmes": [{"id": "i", "kind": "%s", "name": "n", "starts_on": "2024-01-01"}]}`, long, long)
	_, faults, _ := Read(strings.NewReader(document), nil)
	if len(faults) != 2 || len(faults[0].Path) > 200 || len(faults[1].Args["value"].(string)) > 200 {
		t.Errorf("got %v", faults)
	}
}

func TestRefusedHasAFieldForEachFault(t *testing.T) {
	got := Refused([]Fault{{"teams[0].id", "interchange.id_empty", nil}})
	want := &problem.Error{Kind: problem.Invalid, Key: "interchange.refused", Fields: []problem.Field{{Name: "teams[0].id", Key: "interchange.id_empty"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
