package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sijoita/casework"
)

var exact = cmp.Options{cmp.Comparer(func(a, b casework.Day) bool { return a == b })}

func written(t testing.TB, d *Document) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheKainuuDocumentIsRead(t *testing.T) {
	d, faults, err := Read(strings.NewReader(sample(t, "kainuu-2023-2024.json")), nil)
	if err != nil || len(faults) > 0 {
		t.Fatalf("got %v, %v", faults, err)
	}
	counts := fmt.Sprint(len(d.Staff), len(d.Clients), len(d.Episodes), len(d.Meetings), len(d.EmployerContacts), len(d.Placements), len(d.Reviews[0].Scores), *d.Reviews[0].Total)
	if want := "3 104 104 1425 600 43 25 103"; counts != want {
		t.Errorf("got %s, want %s", counts, want)
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	for _, name := range []string{"small.json", "kainuu-2023-2024.json"} {
		t.Run(name, func(t *testing.T) {
			first, faults, err := Read(strings.NewReader(sample(t, name)), nil)
			if err != nil || len(faults) > 0 {
				t.Fatalf("got %v, %v", faults, err)
			}
			text := written(t, first)
			second, faults, err := Read(strings.NewReader(text), nil)
			if err != nil || len(faults) > 0 {
				t.Fatalf("what was written has faults: %v, %v", faults, err)
			}
			if diff := cmp.Diff(first, second, exact); diff != "" {
				t.Errorf("document (-first +second):\n%s", diff)
			}
			if diff := cmp.Diff(text, written(t, second)); diff != "" {
				t.Errorf("text (-first +second):\n%s", diff)
			}
		})
	}
}

func TestADocumentWithNothingHasEveryList(t *testing.T) {
	const want = `{
 "format": "sijoita-interchange",
 "version": 1,
 "county": null,
 "programmes": [],
 "teams": [],
 "staff": [],
 "care_teams": [],
 "care_team_assignments": [],
 "clients": [],
 "episodes": [],
 "meetings": [],
 "employers": [],
 "employer_contacts": [],
 "placements": [],
 "counselling": [],
 "worktime": [],
 "care_team_meetings": [],
 "supervision": [],
 "reviews": [],
 "consents": [],
 "coach_areas": [],
 "referrals": [],
 "planned_meetings": [],
 "tasks": [],
 "notes": [],
 "suitability": [],
 "profile_answers": [],
 "job_history": [],
 "wishes": [],
 "network": [],
 "profile_summaries": [],
 "estimates": [],
 "service_notes": [],
 "trainings": [],
 "start_answers": [],
 "earnings": [],
 "dormancies": [],
 "plan_actions": [],
 "plans": [],
 "leads": [],
 "applications": [],
 "disclosure_talks": [],
 "unit_clients": [],
 "need_surveys": [],
 "care_messages": [],
 "support_plans": [],
 "closing_talks": [],
 "setbacks": [],
 "partner_talks": [],
 "record_texts": [],
 "programme_funding": [],
 "group_actions": [],
 "subsidy_terms": []
}
`
	if diff := cmp.Diff(want, written(t, &Document{})); diff != "" {
		t.Error(diff)
	}
}

func TestARecordStandsOnALineWithEveryKey(t *testing.T) {
	pay, open := casework.Cents(125050), true
	tests := []struct {
		rule string
		d    Document
		want string
	}{
		{"what is not told is null", Document{Clients: []Client{{ID: "p1", GivenName: "Aino", FamilyName: "Niemi", BirthDate: casework.MustDay("1985-05-09")}}},
			`  {"id": "p1", "given_name": "Aino", "family_name": "Niemi", "birth_date": "1985-05-09", "municipality": null, "language": null, "incomes": []}`},
		{"money has two decimals, an added key stands only where it says something",
			Document{Placements: []Placement{{ID: "j1", Episode: "e1", Kind: casework.Employment, StartsOn: casework.MustDay("2024-01-08"), MonthlyPay: &pay, OpenMarket: &open, Withdrawn: true}}},
			`  {"id": "j1", "episode": "e1", "kind": "employment", "employer": null, "occupation": null, "starts_on": "2024-01-08", "ends_on": null, "end_reason": null, "hours_per_week": null, "monthly_pay": 1250.50, "open_market": true, "permanent": null, "subsidy": null, "withdrawn": true}`},
		{"what protects a client stands only where it does", Document{Clients: []Client{{ID: "p1", GivenName: "Aino", FamilyName: "Niemi",
			BirthDate: casework.MustDay("1985-05-09"), NonDisclosure: true, Bans: []Ban{{Staff: "c1", From: casework.MustDay("2026-05-09")}}}}},
			`  {"id": "p1", "given_name": "Aino", "family_name": "Niemi", "birth_date": "1985-05-09", "municipality": null, "language": null, "incomes": [], ` +
				`"non_disclosure": true, "bans": [{"staff": "c1", "from": "2026-05-09", "to": null}]}`},
		{"one coach for the whole episode is an id, a hand-over a list",
			Document{Episodes: []Episode{{ID: "e1", Client: "p1", Programme: "ips", Team: "t1", Pathway: "self", ReferredOn: casework.MustDay("2024-01-08"),
				CareTeams: []Dated{{ID: "k1"}}, Coaches: []Dated{{ID: "c1", To: casework.MustDay("2024-02-08")}, {ID: "c2", From: casework.MustDay("2024-02-09")}}}}},
			`  {"id": "e1", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2024-01-08", "referring_unit": null, "care_team": "k1", ` +
				`"coach": [{"id": "c1", "from": null, "to": "2024-02-08"}, {"id": "c2", "from": "2024-02-09", "to": null}], "cancelled_on": null, "started_on": null, ` +
				`"employed_at_start": null, "pauses": [], "ended_on": null, "end_reason": null}`},
		{"a text keeps its quotes, lines and letters", Document{Employers: []Employer{{ID: "o1", Name: "Äänekosken \"Kahvi & <Pulla>\"\n\\ Oy"}}},
			`  {"id": "o1", "name": "Äänekosken \"Kahvi & <Pulla>\"\n\\ Oy", "business_id": null, "industry": null, "municipality": null, "sector": null}`},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if text := written(t, &tt.d); !strings.Contains(text, "\n"+tt.want+"\n") {
				t.Errorf("got %s", text)
			}
		})
	}
}

type fullDisk struct{}

var errFull = errors.New("the disk is full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteTellsThatItFailed(t *testing.T) {
	if err := Write(fullDisk{}, &Document{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	none := math.NaN()
	if err := Write(&strings.Builder{}, &Document{Placements: []Placement{{HoursPerWeek: &none}}}); err == nil {
		t.Error("a number that is none was written")
	}
}

func TestAnyDocumentSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		var text bytes.Buffer
		if err := Write(&text, d); err != nil {
			t.Fatal(err)
		}
		if !json.Valid(text.Bytes()) {
			t.Fatalf("no JSON: %s", text.String())
		}
		again, faults, err := Read(bytes.NewReader(text.Bytes()), nil)
		if err != nil || len(faults) > 0 {
			t.Fatalf("got %v, %v of %s", faults, err, text.String())
		}
		if diff := cmp.Diff(d, again, exact); diff != "" {
			t.Fatalf("document (-written +read):\n%s", diff)
		}
	})
}

// The wordings that casework's rules know must be the contract's.
func TestCaseworkSpeaksTheContractsWords(t *testing.T) {
	for _, c := range []struct{ name, ours, contract string }{
		{"roles", spoken(casework.Roles), "coach|team_leader|care_worker|manager|reviewer|admin|dpo"},
		{"pathways", spoken(casework.Pathways), "self|carer|three_party|other"},
		{"contact channels", spoken(casework.ContactChannels), "face_to_face|phone|email|video|event"},
		{"contact kinds", spoken(casework.ContactKinds), "cold_visit|agreed|event|follow_up"},
		{"whom a contact reached", spoken(casework.ReachedAnswers), "decision_maker|other|no_time|nobody"},
		{"what follows from a contact", spoken(casework.NextAnswers), "not_now|return|lead"},
		{"why a referral was returned", spoken(casework.ReturnReasons), returnReasons},
		{"employed at referral", spoken(casework.EmployedAnswers), "no|working|sick_leave|at_risk"},
		{"other rehabilitation", spoken(casework.Rehabilitations), "none|kela|pension|rehabilitative_work|work_trial|other"},
		{"likeness", spoken(casework.Likenesses), "same|other"},
		{"kinds of consent", spoken(casework.ConsentKinds), consentKinds},
		{"how far a coach may go", spoken(casework.EmployerLeaves), "background|named|direct"},
		{"how a consent is given", spoken(casework.ConsentMethods), consentMethods},
		{"who keeps in touch during a pause", spoken(casework.PauseContacts), "coach|care_team|client"},
		{"initiatives", spoken(casework.Initiatives), "client|together|not_reached|other"},
		{"situations", spoken(casework.Situations), "paid_work|studying|work_trial|other_service|not_in_work"},
		{"goals", spoken(casework.Goals), "paid_work|study|return_to_work|keep_job"},
		{"decisions", spoken(casework.Decisions), "start|think|no|other_service"},
		{"reasons of a no", spoken(casework.DeclineReasons), "not_now|together|other"},
		{"subsidies", spoken(casework.SubsidyKinds), subsidyKinds},
		{"programmes", spoken(casework.ProgrammeKinds), "ips|latu"},
		{"terms", spoken(casework.AllTerms), "care|social"},
		{"care teams", spoken(casework.CareTeamKinds), "psychiatry|substance|youth|social|employment|other"},
		{"meeting kinds", spoken(casework.MeetingKinds), meetingKinds},
		{"meeting channels", spoken(casework.MeetingChannels), meetingChannels},
		{"meeting places", sorted(spoken(casework.Places)), sorted(meetingPlaces)}, // offered in another order
		{"task lists", spoken(casework.TaskLists), "coach|client"},
		{"sources of an answer", sorted(spoken(casework.AnswerSources)), sorted(answerSources)}, // offered in another order
		{"states of an answer", spoken(casework.AnswerStates), "told|unknown|not_now"},
		{"parties of a network", sorted(spoken(casework.Parties)), sorted(parties)}, // offered in another order
	} {
		if c.ours != c.contract {
			t.Errorf("%s: casework says %s, the contract %s", c.name, c.ours, c.contract)
		}
	}
	incomes := strings.Split(incomeKinds, "|")
	offered := slices.Clone(casework.IncomeKinds)
	slices.Sort(incomes)
	if slices.Sort(offered); !slices.Equal(incomes, offered) {
		t.Errorf("incomes: casework says %v, the contract %v", offered, incomes)
	}
}

func sorted(words string) string {
	list := strings.Split(words, "|")
	slices.Sort(list)
	return strings.Join(list, "|")
}

func spoken[T ~string](words []T) string {
	var out []string
	for _, w := range words {
		out = append(out, string(w))
	}
	return strings.Join(out, "|")
}
