package outcomes_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/outcomes"
)

var yes, no = true, false

// sentence is one sentence of the contract of figures: with these records the
// report on that day has that text.
type sentence struct {
	says string
	with []func(*outcomes.Records)
	from string // empty: the programme's start
	on   string
	has  string
}

func holdTrue(t *testing.T, table []sentence) {
	t.Helper()
	for _, s := range table {
		t.Run(s.says, func(t *testing.T) {
			got, err := json.Marshal(outcomes.Monitor(service(s.with...), d(s.from), d(s.on)))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(got), s.has) {
				t.Errorf("on %s the report lacks\n%s\nit says\n%s", s.on, s.has, got)
			}
		})
	}
}

func TestStates(t *testing.T) {
	const nobody = `"referred":0,"queue":0,"active":0,"paused":0,"ended":0,"cancelled":0,"started":0,"balanced":true`
	const queued = `"referred":1,"queue":1,"active":0,"paused":0,"ended":0,"cancelled":0,"started":0,"balanced":true`
	const active = `"referred":1,"queue":0,"active":1,"paused":0,"ended":0,"cancelled":0,"started":1,"balanced":true`
	const paused = `"referred":1,"queue":0,"active":0,"paused":1,"ended":0,"cancelled":0,"started":1,"balanced":true`
	const over = `"referred":1,"queue":0,"active":0,"paused":0,"ended":1,"cancelled":0,"started":1,"balanced":true`
	const called = `"referred":1,"queue":0,"active":0,"paused":0,"ended":0,"cancelled":1,"started":0,"balanced":true`
	whole := all(episode(1, "2024-02-01", "2024-02-10", pause("2024-03-01", "2024-03-10"), ended("2024-04-01")))
	open := all(episode(1, "2024-02-01", "2024-02-10", pause("2024-03-01", ""), ended("2024-04-01")))
	again := all(
		episode(1, "2024-02-01", "2024-02-10", key("e1", 1), ended("2024-03-01")),
		episode(1, "2024-05-01", "", key("e2", 2)))
	holdTrue(t, []sentence{
		{"nobody is referred the day before the referral", whole, "", "2024-01-31", nobody},
		{"referred on the day itself, neither started nor cancelled: queue", whole, "", "2024-02-01", queued},
		{"queue until the day before the start", whole, "", "2024-02-09", queued},
		{"active from the day of the start", whole, "", "2024-02-10", active},
		{"active the day before the pause", whole, "", "2024-02-29", active},
		{"paused on the first day of the pause", whole, "", "2024-03-01", paused},
		{"paused on the last day of the pause", whole, "", "2024-03-10", paused},
		{"active the day after the pause", whole, "", "2024-03-11", active},
		{"an episode alone is over on the day it ended", whole, "", "2024-04-01", over},
		{"and active the day before", whole, "", "2024-03-31", active},
		{"a pause without an end lasts until the end of the episode", open, "", "2024-03-31", paused},
		{"and the end comes before the pause", open, "", "2024-04-01", over},
		{"cancelled on the day of the cancellation", all(episode(1, "2024-02-01", "", cancelled("2024-02-05"))), "", "2024-02-05", called},
		{"in the queue the day before it", all(episode(1, "2024-02-01", "", cancelled("2024-02-05"))), "", "2024-02-04", queued},
		{"a later start is not known before its day", all(episode(1, "2024-02-01", "2024-09-01")), "", "2024-08-31", queued},
		{"persons are counted, not rows: several episodes, one client", again, "", "2024-05-01", queued},
		{"until the newest is referred, the older tells the state", again, "", "2024-04-30", over},
		{"the newest is that referred last, whatever the order of the records", all(
			episode(1, "2024-05-01", "", key("e1", 1)),
			episode(1, "2024-02-01", "2024-02-10", key("e2", 2), ended("2024-03-01"))), "", "2024-06-01", queued},
		{"of two referred on one day, the one whose id sorts last", all(
			episode(1, "2024-02-01", "2024-02-02", key("eb", 1)),
			episode(1, "2024-02-01", "", key("ea", 2), cancelled("2024-02-01"))), "", "2024-06-01", active},
		{"a withdrawn episode is in no figure", all(episode(1, "2024-02-01", "2024-02-10", withdrawnEpisode)), "", "2024-06-01", nobody},
		{"a withdrawn newer episode leaves the older one the newest", all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1)),
			episode(1, "2024-05-01", "", key("e2", 2), withdrawnEpisode)), "", "2024-06-01", active},
		{"another programme's clients are not this one's", all(episode(1, "2024-02-01", "2024-02-10", inOtherProgramme)), "", "2024-06-01", nobody},
		{"from does not bound the states", whole, "2024-05-01", "2024-05-31", over},
	})
}

func TestEmployed(t *testing.T) {
	client := func(parts ...func(*outcomes.Records)) []func(*outcomes.Records) {
		return append(all(episode(1, "2024-02-01", "2024-02-10", key("e1", 1))), parts...)
	}
	returned := func(parts ...func(*outcomes.Records)) []func(*outcomes.Records) {
		return append(all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1), ended("2024-03-01")),
			episode(1, "2024-05-01", "2024-05-10", key("e2", 2))), parts...)
	}
	const none, ever, now, both = `"employed_ever":0,"employed_now":0`, `"employed_ever":1,"employed_now":0`, `"employed_ever":0,"employed_now":1`, `"employed_ever":1,"employed_now":1`
	holdTrue(t, []sentence{
		{"a job start is one that began on the day its episode started", client(job(1, "2024-02-10", "")), "", "2024-06-01", both},
		{"one that began the day before is none, but runs", client(job(1, "2024-02-09", "")), "", "2024-06-01", now},
		{"a job start counts from its first day", client(job(1, "2024-06-01", "")), "", "2024-06-01", both},
		{"and not the day before", client(job(1, "2024-06-02", "")), "", "2024-06-01", none},
		{"a job runs on its last day", client(job(1, "2024-03-01", "2024-06-01")), "", "2024-06-01", both},
		{"and not on the day after", client(job(1, "2024-03-01", "2024-05-31")), "", "2024-06-01", ever},
		{"a job outside the open market is none", client(job(1, "2024-03-01", "", openMarket(&no))), "", "2024-06-01", none},
		{"a yes/no that is absent counts as no", client(job(1, "2024-03-01", "", openMarket(nil))), "", "2024-06-01", none},
		{"work trials are never jobs", client(job(1, "2024-03-01", "", kind(casework.WorkTrial), openMarket(&yes))), "", "2024-06-01", none},
		{"nor are studies", client(job(1, "2024-03-01", "", kind(casework.Study), openMarket(&yes))), "", "2024-06-01", none},
		{"subsidised jobs count", client(job(1, "2024-03-01", "", subsidised(casework.WageSubsidy))), "", "2024-06-01", both},
		{"a client with two jobs counts once", client(job(1, "2024-03-01", ""), job(1, "2024-04-01", "")), "", "2024-06-01", both},
		{"a withdrawn job is in no figure", client(job(1, "2024-03-01", "", withdrawnPlacement)), "", "2024-06-01", none},
		{"the queue is not asked", all(episode(1, "2024-02-01", ""), job(1, "2024-03-01", "")), "", "2024-06-01", none},
		{"the ended are: a job may run past the episode", all(episode(1, "2024-02-01", "2024-02-10", ended("2024-04-01")), job(1, "2024-03-01", "")), "", "2024-06-01", both},
		{"a job may begin after the end of its episode, and counts", all(episode(1, "2024-02-01", "2024-02-10", ended("2024-04-01")), job(1, "2024-05-01", "")), "", "2024-06-01", both},
		{"placements are those of all the client's episodes", returned(job(1, "2024-02-20", "")), "", "2024-06-01", both},
		{"a job start is measured against its own episode", returned(job(2, "2024-05-09", "")), "", "2024-06-01", now},
		{"a returned client who waits again is not among the started", all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1), ended("2024-03-01")), episode(1, "2024-05-01", "", key("e2", 2)),
			job(1, "2024-02-20", "")), "", "2024-06-01", none},
		{"a job of an episode never started is no job start", all(
			episode(1, "2024-02-01", "", key("e1", 1), cancelled("2024-03-01")), episode(1, "2024-05-01", "2024-05-10", key("e2", 2)),
			job(1, "2024-05-20", "")), "", "2024-06-01", now},
		{"placements of another programme's episode do not count", append(returned(job(3, "2024-03-01", "")),
			episode(1, "2024-02-01", "2024-02-10", key("e3", 3), inOtherProgramme)), "", "2024-06-01", none},
		{"employed ever is not bounded by from", client(job(1, "2024-03-01", "2024-03-31")), "2024-05-01", "2024-06-01", ever},
	})
}

func TestFlows(t *testing.T) {
	client := func(parts ...func(*outcomes.Records)) []func(*outcomes.Records) {
		return append(all(episode(1, "2024-02-01", "2024-02-10")), parts...)
	}
	flows := func(starts, subsidised, trials, studies string) string {
		return `"job_starts":` + starts + `,"job_starts_subsidised":` + subsidised + `,"work_trials":` + trials + `,"studies":` + studies + `,`
	}
	holdTrue(t, []sentence{
		{"flows count placements, not persons", client(job(1, "2024-03-01", ""), job(1, "2024-04-01", "")), "", "2024-06-01", flows("2", "0", "0", "0")},
		{"one that began on the first day of the period counts", client(job(1, "2024-03-01", "")), "2024-03-01", "2024-06-01", flows("1", "0", "0", "0")},
		{"one the day before does not", client(job(1, "2024-02-29", "")), "2024-03-01", "2024-06-01", flows("0", "0", "0", "0")},
		{"one that began on D counts", client(job(1, "2024-06-01", "")), "2024-03-01", "2024-06-01", flows("1", "0", "0", "0")},
		{"one the day after does not", client(job(1, "2024-06-02", "")), "2024-03-01", "2024-06-01", flows("0", "0", "0", "0")},
		{"from is the programme's start by default", client(job(1, "2023-12-31", "", kind(casework.Study))), "", "2024-06-01", flows("0", "0", "0", "0")},
		{"subsidised are those with a wage subsidy", client(job(1, "2024-03-01", "", subsidised(casework.WageSubsidy))), "", "2024-06-01", flows("1", "1", "0", "0")},
		{"or any other", client(job(1, "2024-03-01", "", subsidised(casework.OtherSubsidy))), "", "2024-06-01", flows("1", "1", "0", "0")},
		{"a subsidised job that is no job start is not among them", client(job(1, "2024-02-09", "", subsidised(casework.WageSubsidy))), "", "2024-06-01", flows("0", "0", "0", "0")},
		{"all work trials and studies, also before the start", client(
			job(1, "2024-02-01", "2024-02-05", kind(casework.WorkTrial)), job(1, "2024-02-02", "", kind(casework.Study))), "", "2024-06-01", flows("0", "0", "1", "1")},
		{"whatever the state: of a cancelled episode too", all(episode(1, "2024-02-01", "", cancelled("2024-02-20")),
			job(1, "2024-03-01", "", kind(casework.WorkTrial))), "", "2024-06-01", flows("0", "0", "1", "0")},
		{"an episode never started has no job start", all(episode(1, "2024-02-01", ""), job(1, "2024-03-01", "")), "", "2024-06-01", flows("0", "0", "0", "0")},
		{"another kind of placement is in none", client(job(1, "2024-03-01", "", kind(casework.OtherPlacement))), "", "2024-06-01", flows("0", "0", "0", "0")},
		{"a withdrawn placement is in none", client(job(1, "2024-03-01", "", withdrawnPlacement),
			job(1, "2024-03-01", "", kind(casework.WorkTrial), withdrawnPlacement)), "", "2024-06-01", flows("0", "0", "0", "0")},
		{"one of a withdrawn episode neither", all(episode(1, "2024-02-01", "2024-02-10", withdrawnEpisode), job(1, "2024-03-01", "")), "", "2024-06-01", flows("0", "0", "0", "0")},
	})
}

func TestRates(t *testing.T) {
	returned := all(
		episode(1, "2023-02-01", "2023-02-10", key("e1", 1), ended("2023-03-01")),
		episode(1, "2024-05-01", "", key("e2", 2)))
	rate := func(key, num, den, value string) string {
		return `"` + key + `":{"numerator":` + num + `,"denominator":` + den + `,"value":` + value + `}`
	}
	holdTrue(t, []sentence{
		{"a denominator of 0 gives null, never 0", nil, "", "2024-06-01", `"rates":{` + strings.Join([]string{
			rate("employed_ever_of_started", "0", "0", "null"), rate("employed_now_of_active", "0", "0", "null"),
			rate("quarterly", "0", "0", "null"), rate("entered_work_of_jobless_starters", "0", "0", "null"),
			rate("work_or_study_12m", "0", "0", "null")}, ",") + `}`},
		{"the Kainuu rate: started clients with a job start, of the started", all(
			episode(1, "2024-02-01", "2024-02-10"), episode(2, "2024-02-01", "2024-02-10"), episode(3, "2024-02-01", ""), job(1, "2024-03-01", "2024-03-02")),
			"", "2024-06-01", rate("employed_ever_of_started", "1", "2", "0.5")},
		{"value is rounded to four decimals", all(
			episode(1, "2024-02-01", "2024-02-10"), episode(2, "2024-02-01", "2024-02-10"), episode(3, "2024-02-01", "2024-02-10"),
			job(1, "2024-03-01", ""), job(2, "2024-03-01", "")), "", "2024-06-01", rate("employed_ever_of_started", "2", "3", "0.6667")},
		{"employed now of active: the paused are in neither", all(
			episode(1, "2024-02-01", "2024-02-10"), episode(2, "2024-02-01", "2024-02-10", pause("2024-05-01", "")),
			job(1, "2024-02-01", ""), job(2, "2024-03-01", "")), "", "2024-06-01", rate("employed_now_of_active", "1", "1", "1")},

		{"quarterly: active on one day of the quarter, the first", all(episode(1, "2024-02-01", "2024-02-10", ended("2024-04-02"))), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"not when over on its first day", all(episode(1, "2024-02-01", "2024-02-10", ended("2024-04-01"))), "", "2024-06-01", rate("quarterly", "0", "0", "null")},
		{"nor when paused throughout", all(episode(1, "2024-02-01", "2024-02-10", pause("2024-04-01", "2024-06-01"))), "", "2024-06-01", rate("quarterly", "0", "0", "null")},
		{"active on the one day after a pause", all(episode(1, "2024-02-01", "2024-02-10", pause("2024-04-01", "2024-05-31"))), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"active between two pauses", all(episode(1, "2024-02-01", "2024-02-10", pause("2024-03-01", "2024-04-09"), pause("2024-04-11", ""))), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"started on D", all(episode(1, "2024-02-01", "2024-06-01")), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"up to D, not beyond", all(episode(1, "2024-02-01", "2024-06-02")), "", "2024-06-01", rate("quarterly", "0", "0", "null")},
		{"in the older episode, before the newer was referred", all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1), ended("2024-04-10")), episode(1, "2024-05-01", "", key("e2", 2))),
			"", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"with an open job running on a day of the quarter, its first", all(episode(1, "2024-02-01", "2024-02-10"), job(1, "2024-03-01", "2024-04-01")), "", "2024-06-01", rate("quarterly", "1", "1", "1")},
		{"not one that ended the day before the quarter", all(episode(1, "2024-02-01", "2024-02-10"), job(1, "2024-03-01", "2024-03-31")), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"nor one that begins after D", all(episode(1, "2024-02-01", "2024-02-10"), job(1, "2024-06-02", "")), "", "2024-06-01", rate("quarterly", "0", "1", "0")},
		{"one held before the episode too", all(episode(1, "2024-02-01", "2024-02-10"), job(1, "2020-01-01", "")), "", "2024-06-01", rate("quarterly", "1", "1", "1")},

		{"entered work: those employed at the start are in neither", all(
			episode(1, "2024-02-01", "2024-02-10", employedAtStart), episode(2, "2024-02-01", "2024-02-10"),
			job(1, "2024-03-01", ""), job(2, "2024-03-01", "")), "", "2024-06-01", rate("entered_work_of_jobless_starters", "1", "1", "1")},
		{"the newest episode says whether they were", all(
			episode(1, "2023-02-01", "2023-02-10", key("e1", 1), employedAtStart, ended("2023-03-01")), episode(1, "2024-02-01", "2024-02-10", key("e2", 2))),
			"", "2024-06-01", rate("entered_work_of_jobless_starters", "0", "1", "0")},
		{"a job begun before the start is no entering", all(episode(1, "2024-02-01", "2024-02-10"), job(1, "2024-02-09", "")), "", "2024-06-01", rate("entered_work_of_jobless_starters", "0", "1", "0")},

		{"twelve months: started 365 days before D", all(episode(1, "2023-06-01", "2023-06-02")), "", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"not 364", all(episode(1, "2023-06-01", "2023-06-03")), "", "2024-06-01", rate("work_or_study_12m", "0", "0", "null")},
		{"whatever their state now: back in the queue", returned, "", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"their first start, in any episode", all(
			episode(1, "2024-02-01", "2024-02-10", key("e2", 2)), episode(1, "2023-02-01", "2023-02-10", key("e1", 1), ended("2023-03-01"))),
			"", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"an open job that runs on the 365th day", append(returned, job(1, "2023-03-01", "2024-02-10")), "", "2024-06-01", rate("work_or_study_12m", "1", "1", "1")},
		{"not one that ended the day before", append(returned, job(1, "2023-03-01", "2024-02-09")), "", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"nor one that began the day after", append(returned, job(1, "2024-02-11", "")), "", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"studies that run on it", append(returned, job(1, "2024-02-10", "2024-02-10", kind(casework.Study))), "", "2024-06-01", rate("work_or_study_12m", "1", "1", "1")},
		{"not a work trial", append(returned, job(1, "2024-02-10", "", kind(casework.WorkTrial))), "", "2024-06-01", rate("work_or_study_12m", "0", "1", "0")},
		{"a job held before the episode counts", append(returned, job(1, "2020-01-01", "")), "", "2024-06-01", rate("work_or_study_12m", "1", "1", "1")},
	})
}

func TestContacts(t *testing.T) {
	lone := []int64{coachOne}
	contacts := func(total, met string) string {
		return `"employer_contacts":{"total":` + total + `,"face_to_face":` + met + `,`
	}
	leader := casework.Grant{Role: casework.RoleTeamLeader, TeamID: team, Span: span("2020-01-01", "2020-12-31")}
	far := role(farTeam, "2024-01-01", "", nil)
	holdTrue(t, []sentence{
		{"a contact of the first day of the period counts", all(visit(0, "2024-01-01", lone)), "", "2024-06-01", contacts("1", "1")},
		{"one the day before does not", all(visit(0, "2023-12-31", lone)), "", "2024-06-01", contacts("0", "0")},
		{"one on D counts", all(visit(0, "2024-06-01", lone)), "", "2024-06-01", contacts("1", "1")},
		{"one the day after does not", all(visit(0, "2024-06-02", lone)), "", "2024-06-01", contacts("0", "0")},
		{"a call is a contact, not face to face", all(visit(0, "2024-03-01", lone, by(casework.ByPhone))), "", "2024-06-01", contacts("1", "0")},
		{"a withdrawn contact is in no figure", all(visit(0, "2024-03-01", lone, withdrawnContact)), "", "2024-06-01", contacts("0", "0")},
		{"a pair's visit counts once for the programme", all(visit(0, "2024-03-01", []int64{coachOne, coachTwo})), "", "2024-06-01", contacts("1", "1")},
		{"and once for each of the pair", all(visit(0, "2024-03-01", []int64{coachOne, coachTwo})), "", "2024-06-01",
			`"face_to_face":1,"weeks":21.8571,"per_week":0.0458,"job_starts":0},{"id":"c2","name":"Eero","fte":0.5,"active":0,"over_limit":false,"face_to_face":1,`},
		{"a coach named twice in one contact has it once", all(visit(0, "2024-03-01", []int64{coachOne, coachOne})), "", "2024-06-01", `"id":"c1","name":"Aino","fte":1,"active":0,"over_limit":false,"face_to_face":1,`},
		{"a contact belongs to the programme of its episode", all(episode(1, "2024-02-01", ""), person("x", 7), visit(1, "2024-03-01", []int64{7})), "", "2024-06-01", contacts("1", "1")},
		{"and to no other, whoever made it", all(episode(1, "2024-02-01", "", inOtherProgramme), visit(1, "2024-03-01", lone)), "", "2024-06-01", contacts("0", "0")},
		{"without an episode, to a programme in whose teams its staff have a role at any time, whichever role", all(
			person("x", 7, leader), visit(0, "2024-03-01", []int64{7})), "", "2024-06-01", contacts("1", "1")},
		{"one of its staff is enough", all(person("x", 7, far), visit(0, "2024-03-01", []int64{7, coachTwo})), "", "2024-06-01", contacts("1", "1")},
		{"none of another programme's", all(person("x", 7, far), visit(0, "2024-03-01", []int64{7})), "", "2024-06-01", contacts("0", "0")},
		{"face to face it is the coach's also on a day on which they hold no role", all(
			grants(coachOne, role(team, "2024-04-01", "", nil)), visit(0, "2024-03-01", lone)), "", "2024-06-01", `"face_to_face":1,"weeks":8.8571,`},
		{"a contact made for an episode that was withdrawn was still made", all(episode(1, "2024-02-01", "", withdrawnEpisode), visit(1, "2024-03-01", lone)), "", "2024-06-01", contacts("1", "1")},
		{"per coach week is the sum of the coaches' over the sum of their weeks", all(
			visit(0, "2024-01-03", []int64{coachOne, coachTwo}), visit(0, "2024-01-04", lone)), "", "2024-01-14",
			`"employer_contacts":{"total":2,"face_to_face":2,"per_coach_week":0.75,"target":6}`},
		{"null when nobody has a week", all(grants(coachOne), grants(coachTwo), visit(0, "2024-03-01", lone)), "", "2024-06-01", `"per_coach_week":null,"target":6}`},
	})
}

func TestCoaches(t *testing.T) {
	part := func(f float64) *float64 { return &f }
	caseload := func(n int, parts ...func(*casework.Episode)) []func(*outcomes.Records) {
		var list []func(*outcomes.Records)
		for i := range int64(n) {
			list = append(list, episode(i+1, "2024-02-01", "2024-02-10", append(parts, coachedBy(coachOne, "", ""), key("e", i+1))...))
		}
		return list
	}
	handedOver := episode(1, "2024-02-01", "2024-02-10", coachedBy(coachOne, "2024-02-10", "2024-03-31"), coachedBy(coachTwo, "2024-04-01", ""))
	alone := grants(coachTwo)
	holdTrue(t, []sentence{
		{"everyone with a coach role on the first day of the period", all(alone, grants(coachOne, role(team, "2023-01-01", "2024-03-01", nil))), "2024-03-01", "2024-06-01", `"coaches":[{"id":"c1",`},
		{"or on D", all(alone, grants(coachOne, role(team, "2024-06-01", "", nil))), "2024-03-01", "2024-06-01", `"coaches":[{"id":"c1",`},
		{"not one whose role ended before", all(alone, grants(coachOne, role(team, "2023-01-01", "2024-02-29", nil))), "2024-03-01", "2024-06-01", `"coaches":[],`},
		{"nor begins after", all(alone, grants(coachOne, role(team, "2024-06-02", "", nil))), "2024-03-01", "2024-06-01", `"coaches":[],`},
		{"a team leader is none", all(alone, grants(coachOne, casework.Grant{Role: casework.RoleTeamLeader, TeamID: team, Span: span("2024-01-01", "")})), "", "2024-06-01", `"coaches":[],`},
		{"nor a coach of another programme", all(alone, grants(coachOne, role(farTeam, "2024-01-01", "", nil))), "", "2024-06-01", `"coaches":[],`},
		{"a coach with two roles is there once", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-01-31", nil), role(otherTeam, "2024-03-01", "", nil))), "", "2024-06-01",
			`"coaches":[{"id":"c1","name":"Aino","fte":1,"active":0,"over_limit":false,"face_to_face":0,"weeks":17.7143,"per_week":0,"job_starts":0}]`},
		{"c2 comes before c10", all(alone, person("c10", 10, role(team, "2024-01-01", "", nil)), person("c2b", 11, role(team, "2024-01-01", "", nil))), "", "2024-06-01",
			`{"id":"c2b","name":"c2b","fte":1,"active":0,"over_limit":false,"face_to_face":0,"weeks":21.8571,"per_week":0,"job_starts":0},{"id":"c10",`},

		{"fte is that of the role on D", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-03-31", part(1)), role(team, "2024-04-01", "", part(0.6)))), "", "2024-06-01", `"fte":0.6,`},
		{"a role without a share counts as full time", all(alone, grants(coachOne, role(team, "2024-01-01", "", nil))), "", "2024-06-01", `"fte":1,`},
		{"without a role on D, that of the last one", all(alone, grants(coachOne, role(team, "2024-04-01", "2024-05-01", part(0.4)), role(team, "2024-01-01", "2024-03-31", part(1)))), "", "2024-06-01", `"fte":0.4,`},
		{"of two teams' roles on D, both together", all(alone, grants(coachOne, role(team, "2024-01-01", "", part(0.5)), role(otherTeam, "2024-01-01", "", part(0.25)))), "", "2024-06-01", `"fte":0.75,`},
		{"one that begins after D does not matter", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-05-01", part(0.5)), role(otherTeam, "2024-07-01", "", part(1)))), "", "2024-06-01", `"fte":0.5,`},

		{"twenty active clients of a full-time coach are not over the limit", caseload(20), "", "2024-06-01", `"fte":1,"active":20,"over_limit":false`},
		{"twenty-one are", caseload(21), "", "2024-06-01", `"fte":1,"active":21,"over_limit":true`},
		{"eleven of a coach with a share of 0.55 are not", append(caseload(11), grants(coachOne, role(team, "2024-01-01", "", part(0.55)))), "", "2024-06-01", `"fte":0.55,"active":11,"over_limit":false`},
		{"twelve are", append(caseload(12), grants(coachOne, role(team, "2024-01-01", "", part(0.55)))), "", "2024-06-01", `"fte":0.55,"active":12,"over_limit":true`},
		{"the paused are not active", caseload(21, pause("2024-05-01", "")), "", "2024-06-01", `"fte":1,"active":0,"over_limit":false`},
		{"the coach is the one the newest episode names on D", all(handedOver), "", "2024-03-31", `"id":"c1","name":"Aino","fte":1,"active":1,`},
		{"after a hand-over the next one", all(handedOver), "", "2024-04-01", `"id":"c2","name":"Eero","fte":0.5,"active":1,`},

		{"job starts are those of episodes that name the coach", append(caseload(2), job(1, "2024-03-01", ""), job(2, "2024-02-09", "")), "", "2024-06-01", `"job_starts":1},{"id":"c2"`},
		{"also of an older episode", all(episode(1, "2024-02-01", "2024-02-10", key("e1", 1), coachedBy(coachOne, "", ""), ended("2024-03-31")),
			episode(1, "2024-05-01", "", key("e2", 2), coachedBy(coachTwo, "", "")), job(1, "2024-03-01", "")), "", "2024-06-01", `"job_starts":1},{"id":"c2"`},
		{"in figures on D a hand-over counts for the one named on D", all(handedOver, job(1, "2024-03-01", "")), "", "2024-06-01", `"job_starts":0},{"id":"c2","name":"Eero","fte":0.5,"active":1,"over_limit":false,"face_to_face":0,"weeks":21.8571,"per_week":0,"job_starts":1}`},

		{"weeks are days over seven, the first and the last day in them", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-01-15", nil))), "", "2024-06-01", `"weeks":2.1429,`},
		{"from bounds them", all(alone), "2024-05-26", "2024-06-01", `"weeks":1,`},
		{"two roles on one day are one day", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-01-14", nil), role(otherTeam, "2024-01-08", "2024-01-21", nil))), "", "2024-06-01", `"weeks":3,`},
		{"one inside the other too", all(alone, grants(coachOne, role(team, "2024-01-01", "2024-01-28", nil), role(otherTeam, "2024-01-08", "2024-01-14", nil), role(otherTeam, "2024-01-22", "2024-02-04", nil))), "", "2024-06-01", `"weeks":5,`},
		{"the days of an ISO week whose worktime shows 0 hours are left out", all(alone, week(coachOne, "2024-W02", 0)), "", "2024-01-21", `"weeks":2,`},
		{"only those on which a role was held", all(alone, grants(coachOne, role(team, "2024-01-10", "2024-01-21", nil)), week(coachOne, "2024-W02", 0)), "", "2024-06-01", `"weeks":1,`},
		{"a week of an hour is a week", all(alone, week(coachOne, "2024-W02", 1)), "", "2024-01-21", `"weeks":3,`},
		{"a week told twice is left out once", all(alone, week(coachOne, "2024-W02", 0), week(coachOne, "2024-W02", 0)), "", "2024-01-21", `"weeks":2,`},
		{"a period that ends before it begins has no coaches", nil, "2024-06-02", "2024-06-01", `"per_coach_week":null,"target":6},"reviews":[],"coaches":[],`},
		{"another's empty week is not theirs", all(alone, week(coachTwo, "2024-W02", 0)), "", "2024-01-21", `"weeks":3,`},
		{"a week outside the period takes nothing", all(alone, week(coachOne, "2024-W30", 0)), "", "2024-01-21", `"weeks":3,`},
		{"the week over the new year belongs to both its years", all(alone, grants(coachOne, role(team, "2024-12-23", "2025-01-12", nil)), week(coachOne, "2025-W01", 0)), "", "2025-06-01", `"weeks":2,`},
		{"per week is null when weeks are 0", all(alone, grants(coachOne, role(team, "2024-01-08", "2024-01-14", nil)), week(coachOne, "2024-W02", 0), visit(0, "2024-01-09", []int64{coachOne})), "", "2024-06-01",
			`"face_to_face":1,"weeks":0,"per_week":null,`},
		{"per week is face to face over weeks, rounded at the end only", all(alone, visit(0, "2024-01-02", []int64{coachOne})), "", "2024-01-15", `"weeks":2.1429,"per_week":0.4667,`},
	})
}

func TestPlaces(t *testing.T) {
	holdTrue(t, []sentence{
		{"municipalities go by the client's, by code, not known last", all(
			episode(1, "2024-02-01", ""), episode(2, "2024-02-01", "2024-02-10"), episode(3, "2024-02-01", "2024-02-10"),
			livesIn(1, "765"), livesIn(2, "205"), job(2, "2024-03-01", "")), "", "2024-06-01",
			`"municipalities":[{"code":"205","name":"Kajaani","referred":1,"started":1,"employed_ever":1},` +
				`{"code":"765","name":"Sotkamo","referred":1,"started":0,"employed_ever":0},{"code":null,"name":null,"referred":1,"started":1,"employed_ever":0}],`},
		{"one that no table knows has a code and no name", all(episode(1, "2024-02-01", ""), livesIn(1, "998")), "", "2024-06-01", `{"code":"998","name":null,"referred":1,`},
		{"a municipality whose clients are referred later is not there yet", all(episode(1, "2024-02-01", ""), livesIn(1, "205")), "", "2024-01-31", `"municipalities":[],`},
		{"care teams go by the newest episode's", all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1), caredBy(1, "", ""), ended("2024-03-01")),
			episode(1, "2024-05-01", "2024-05-10", key("e2", 2), caredBy(2, "", ""))), "", "2024-06-01", `"care_teams":[{"id":"k2","name":"Nuoret","referred":1,"active":1}]`},
		{"on D, when it was changed", all(episode(1, "2024-02-01", "2024-02-10", caredBy(1, "2024-02-01", "2024-03-31"), caredBy(2, "2024-04-01", ""))), "", "2024-03-31",
			`"care_teams":[{"id":"k1","name":"Psykiatria","referred":1,"active":1}]`},
		{"the queue is referred and not active", all(episode(1, "2024-02-01", "", caredBy(1, "", ""))), "", "2024-06-01", `"care_teams":[{"id":"k1","name":"Psykiatria","referred":1,"active":0}]`},
		{"and the next day the new one", all(episode(1, "2024-02-01", "2024-02-10", caredBy(1, "2024-02-01", "2024-03-31"), caredBy(2, "2024-04-01", ""))), "", "2024-04-01",
			`"care_teams":[{"id":"k2","name":"Nuoret","referred":1,"active":1}]`},
		{"a returned client who waits again is employed ever in no municipality", all(
			episode(1, "2024-02-01", "2024-02-10", key("e1", 1), ended("2024-03-01")), episode(1, "2024-05-01", "", key("e2", 2)), job(1, "2024-02-20", "")),
			"", "2024-06-01", `{"code":null,"name":null,"referred":1,"started":0,"employed_ever":0}`},
		{"a client without a care team is in none", all(episode(1, "2024-02-01", "")), "", "2024-06-01", `"care_teams":[]`},
	})
}

func TestReviews(t *testing.T) {
	scored := func(r *outcomes.Records) {
		r.Reviews[0].Scores = map[int]int{}
		for item := 1; item <= 25; item++ {
			r.Reviews[0].Scores[item] = 4
		}
	}
	holdTrue(t, []sentence{
		{"the oldest first, whatever the order of the records", all(review("r2", team, "2024-05-08", 103), review("r1", otherTeam, "2024-03-01", 99)), "", "2024-06-01",
			`"reviews":[{"on":"2024-03-01","total":99,"band":"fair","next_due":"2024-09-01"},{"on":"2024-05-08","total":103,"band":"good","next_due":"2025-05-08"}],`},
		{"one whose last day is D is there", all(review("r1", team, "2024-06-01", 73)), "", "2024-06-01", `"reviews":[{"on":"2024-06-01","total":73,"band":"not_ips","next_due":"2024-12-01"}],`},
		{"one whose last day is after D is not", all(review("r1", team, "2024-06-02", 73)), "", "2024-06-01", `"reviews":[],`},
		{"from does not bound them", all(review("r1", team, "2022-08-31", 90)), "", "2024-06-01", `"reviews":[{"on":"2022-08-31","total":90,"band":"fair","next_due":"2023-02-28"}],`},
		{"without a total there is no band, and the next is due in six months", all(review("r1", team, "2024-03-31", 0)), "", "2024-06-01", `"reviews":[{"on":"2024-03-31","total":null,"band":null,"next_due":"2024-09-30"}],`},
		{"25 scores make a total", all(review("r1", team, "2024-03-31", 0), scored), "", "2024-06-01", `"reviews":[{"on":"2024-03-31","total":100,"band":"good","next_due":"2025-03-31"}],`},
		{"another programme's review is not this one's", all(review("r1", farTeam, "2024-03-31", 100)), "", "2024-06-01", `"reviews":[],`},
	})
}

// TestEmptyReport holds that every key is there with nothing to tell, and in
// the order of the contract.
func TestEmptyReport(t *testing.T) {
	r := outcomes.Records{Programme: casework.Programme{Record: called("ips", programme), StartsOn: d("2024-01-01")}}
	got, err := json.Marshal(outcomes.Monitor(r, casework.Day{}, d("2024-06-01")))
	if err != nil {
		t.Fatal(err)
	}
	const none = `{"numerator":0,"denominator":0,"value":null}`
	want := `{"programme":"ips","on":"2024-06-01","from":"2024-01-01","referred":0,"queue":0,"active":0,"paused":0,"ended":0,"cancelled":0,"started":0,"balanced":true,` +
		`"employed_ever":0,"employed_now":0,"job_starts":0,"job_starts_subsidised":0,"work_trials":0,"studies":0,` +
		`"rates":{"employed_ever_of_started":` + none + `,"employed_now_of_active":` + none + `,"quarterly":` + none +
		`,"entered_work_of_jobless_starters":` + none + `,"work_or_study_12m":` + none + `},` +
		`"employer_contacts":{"total":0,"face_to_face":0,"per_coach_week":null,"target":6},"reviews":[],"coaches":[],"municipalities":[],"care_teams":[]}`
	if string(got) != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}
