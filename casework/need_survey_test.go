package casework

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func whole(n int) *int { return &n }

func TestMakeNeedSurvey(t *testing.T) {
	on := MustDay("2023-10-02")
	units := []NeedUnit{{Name: "Riihimäki", CareTeamID: 1}, {Name: "Hämeenlinna"}}
	tests := []struct {
		rule  string
		s     NeedSurvey
		to    string
		fault string
	}{
		{"it closes after a month", NeedSurvey{TeamID: 1, Name: " Lokakuu  2023 ", Units: units}, "2023-11-02", ""},
		{"or on the day that is chosen", NeedSurvey{TeamID: 1, Name: "Lokakuu", Units: units, Span: Span{To: MustDay("2023-10-31")}}, "2023-10-31", ""},
		{"a survey has a name", NeedSurvey{TeamID: 1, Units: units}, "", "need.name_missing"},
		{"it asks somebody", NeedSurvey{TeamID: 1, Name: "Lokakuu"}, "", "need.units_missing"},
		{"a unit is asked once", NeedSurvey{TeamID: 1, Name: "Lokakuu", Units: append(units, NeedUnit{Name: "riihimäki "})}, "", "need.unit_twice"},
		{"it does not close before it opens", NeedSurvey{TeamID: 1, Name: "Lokakuu", Units: units, Span: Span{To: on.AddDays(-1)}}, "", "need.closes_past"},
		{"nor after more than a year", NeedSurvey{TeamID: 1, Name: "Lokakuu", Units: units, Span: Span{To: on.AddDays(400)}}, "", "need.closes_far"},
		{"at most a hundred units are asked at once", NeedSurvey{TeamID: 1, Name: "Lokakuu", Units: manyUnits(101)}, "", "need.units_many"},
	}
	for _, tt := range tests {
		got, err := MakeNeedSurvey(tt.s, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
		} else if err == nil && got.To.String() != tt.to {
			t.Errorf("%s: it closes on %s", tt.rule, got.To)
		}
	}
}

func manyUnits(n int) (all []NeedUnit) {
	for i := range n {
		all = append(all, NeedUnit{Name: "yksikkö " + string(rune('A'+i%26)) + string(rune('A'+i/26))})
	}
	return all
}

func TestAnswerNeedSurvey(t *testing.T) {
	on := MustDay("2023-10-09")
	s := NeedSurvey{Name: "Lokakuu", Span: Span{From: on.AddDays(-7), To: on.AddDays(20)}, Units: []NeedUnit{{Name: "Riihimäki"}}}
	closed, withdrawn := s, s
	closed.To, withdrawn.Withdrawn = on.AddDays(-1), true
	tests := []struct {
		rule  string
		s     NeedSurvey
		unit  int
		in    NeedReply
		fault string
	}{
		{"two numbers are an answer", s, 0, NeedReply{Clients: whole(40), Named: whole(12)}, ""},
		{"nobody at all is one too", s, 0, NeedReply{Clients: whole(0), Named: whole(0)}, ""},
		{"the number of clients is asked for", s, 0, NeedReply{Named: whole(12)}, "need.clients_missing"},
		{"and for how many the service is", s, 0, NeedReply{Clients: whole(40)}, "need.named_missing"},
		{"no more are named than there are", s, 0, NeedReply{Clients: whole(40), Named: whole(41)}, "need.more_than_clients"},
		{"no more want to work than there are", s, 0, NeedReply{Clients: whole(40), Named: whole(2), Want: whole(41)}, "need.more_than_clients"},
		{"nobody is less than nobody", s, 0, NeedReply{Clients: whole(40), Named: whole(2), Discuss: whole(-1)}, "need.more_than_clients"},
		{"after the last day there is no answer", closed, 0, NeedReply{Clients: whole(40), Named: whole(12)}, "need.closed"},
		{"nor to a survey that was withdrawn", withdrawn, 0, NeedReply{Clients: whole(40), Named: whole(12)}, "need.closed"},
		{"nor of a unit that is none", s, 1, NeedReply{Clients: whole(40), Named: whole(12)}, "need.closed"},
	}
	for _, tt := range tests {
		got, err := AnswerNeedSurvey(tt.s, tt.unit, tt.in, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
		} else if err == nil && (got.Units[0].Answer == nil || got.Units[0].Answer.On != on) {
			t.Errorf("%s: %+v", tt.rule, got.Units[0])
		}
		if tt.s.Units[0].Answer != nil {
			t.Fatalf("%s: the survey before was changed", tt.rule)
		}
	}
}

// TestKantaHame sums the survey of October 2023: five units answered, with 199
// clients, 58 of whom would benefit: 29.1 %, as its page says.
func TestKantaHame(t *testing.T) {
	answered := func(clients, named int, discuss *int) NeedUnit {
		return NeedUnit{Answer: &NeedAnswer{Clients: clients, Named: named, Discuss: discuss}}
	}
	s := NeedSurvey{Units: []NeedUnit{answered(40, 12, whole(4)), answered(61, 20, nil), {}, answered(33, 9, nil), answered(25, 7, whole(6)), answered(40, 10, nil)}}
	want := NeedSums{Units: 6, Answers: 5, Clients: 199, Named: Part{58, 199}, Discuss: Part{10, 65}}
	got := s.Sums()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
