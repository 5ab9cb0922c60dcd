package casework

import (
	"reflect"
	"strings"
	"testing"
)

func TestNoteAMeetingOfAGroup(t *testing.T) {
	today := day("2026-11-23")
	two, five := 2, 5
	cost, dear, free := Cents(18_50), Cents(10_000_01), Cents(-1)
	joint := ServiceNote{TeamID: 1, On: today, Kind: JointGroup}
	peer := ServiceNote{TeamID: 1, On: today, Kind: PeerGroup}
	for _, row := range []struct {
		rule    string
		good    ServiceNote
		change  func(*ServiceNote)
		want    func(*ServiceNote)
		refused string
	}{
		{"a kind and a day are enough", joint, func(*ServiceNote) {}, func(*ServiceNote) {}, ""},
		{"how, where and of what", joint, func(n *ServiceNote) { n.Way, n.Place, n.Theme = GroupRemote, " Teams ", "Lähetteet\nja jono" },
			func(n *ServiceNote) { n.Way, n.Place, n.Theme = GroupRemote, "Teams", "Lähetteet ja jono" }, ""},
		{"in a way of the list", joint, func(n *ServiceNote) { n.Way = "by letter" }, nil, "way: problem.choose"},
		{"who led was there", joint, func(n *ServiceNote) { n.Staff, n.Led = []int64{2, 3}, []int64{4, 2, 4} },
			func(n *ServiceNote) { n.Staff, n.Led = []int64{2, 3, 4}, []int64{4, 2} }, ""},
		{"who came by organisation, empty lines left out, one person unless told otherwise", joint, func(n *ServiceNote) {
			n.Attendees = []Attendee{{}, {Organisation: " Kuhmon  kaupunki ", Municipality: "290", Role: "asiantuntija"}, {Organisation: "Kela", Count: 2}}
		}, func(n *ServiceNote) {
			n.Attendees = []Attendee{{"Kuhmon kaupunki", "290", "asiantuntija", 1}, {Organisation: "Kela", Count: 2}}
		}, ""},
		{"of an organisation, from a municipality there is, and not a crowd", joint, func(n *ServiceNote) {
			n.Attendees = []Attendee{{Role: "johtaja"}, {Organisation: "Kela", Municipality: "999", Count: 501}}
		}, nil, "attendee-0-organisation: group.organisation_missing, attendee-1-count: teamwork.people, attendee-1-municipality: problem.choose"},
		{"on forty lines at most", joint, func(n *ServiceNote) {
			for range 41 {
				n.Attendees = append(n.Attendees, Attendee{Organisation: "Kela"})
			}
		}, nil, "attendee-0-organisation: group.too_many_lines"},
		{"no fewer than the lines add up to", joint, func(n *ServiceNote) { n.Present, n.Attendees = &two, []Attendee{{Organisation: "Kela", Count: 3}} }, nil, "present: group.present_less"},
		{"nobody by name of the peer group, only how many of a phase in their order", peer, func(n *ServiceNote) {
			n.Present, n.Attendees = &five, []Attendee{{Organisation: "Matti Meikäläinen"}}
			n.Observations, n.Phases = "Kuhmo", []PhaseCount{{PhaseSupport, 2}, {PhaseProfile, 3}, {PhaseJobSearch, 0}}
		}, func(n *ServiceNote) { n.Present, n.Phases = &five, []PhaseCount{{PhaseProfile, 3}, {PhaseSupport, 2}} }, ""},
		{"what the peer group cost and how it was liked", peer, func(n *ServiceNote) { n.Cost, n.Feedback = &cost, " Hyvä " },
			func(n *ServiceNote) { n.Cost, n.Feedback = &cost, "Hyvä" }, ""},
		{"a cost that can be", peer, func(n *ServiceNote) { n.Cost = &dear }, nil, "cost: group.cost"},
		{"and is none below zero", peer, func(n *ServiceNote) { n.Cost = &free }, nil, "cost: group.cost"},
		{"which no other group is asked, nor phases", joint, func(n *ServiceNote) { n.Cost, n.Feedback, n.Phases = &cost, "Hyvä", []PhaseCount{{PhaseProfile, 3}} },
			func(*ServiceNote) {}, ""},
		{"the next one after it", joint, func(n *ServiceNote) { n.NextOn = today }, nil, "next_on: group.next_before"},
		{"texts of at most 2,000 characters", joint, func(n *ServiceNote) { n.Agenda, n.Wishes = strings.Repeat("ä", 2001), strings.Repeat("ä", 2000) }, nil, "agenda: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := row.good
			row.change(&note)
			got, err := NoteService(note, today)
			if mended(err) != row.refused {
				t.Fatalf("it is refused %q", mended(err))
			}
			if row.want == nil {
				return
			}
			want := row.good
			if row.want(&want); !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestHowManyCame(t *testing.T) {
	nine := 9
	lines := GroupMeeting{Attendees: []Attendee{{Count: 2}, {Count: 3}}}
	for _, row := range []struct {
		rule string
		note ServiceNote
		want int // -1: not known
	}{
		{"nothing told is not known", ServiceNote{}, -1},
		{"as it was told", ServiceNote{Present: &nine, GroupMeeting: lines}, 9},
		{"else what the lines add up to", ServiceNote{GroupMeeting: lines}, 5},
		{"and the phases", ServiceNote{GroupMeeting: GroupMeeting{Phases: []PhaseCount{{PhaseProfile, 4}}}}, 4},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got := -1
			if n := row.note.Came(); n != nil {
				got = *n
			}
			if got != row.want {
				t.Errorf("%d came", got)
			}
		})
	}
}

func TestAgreeAction(t *testing.T) {
	held := day("2026-11-23")
	good := GroupAction{NoteID: 1, What: "Esite kuntiin", State: GroupActionOpen}
	for _, row := range []struct {
		rule    string
		change  func(*GroupAction)
		want    func(*GroupAction)
		refused string
	}{
		{"what is done is enough, and it is open", func(a *GroupAction) { a.What, a.State = " Esite kuntiin ", "" }, func(*GroupAction) {}, ""},
		{"without that it is none", func(a *GroupAction) { a.What = " " }, nil, "what: group.what_missing"},
		{"in a municipality there is", func(a *GroupAction) { a.Municipality = "999" }, nil, "municipality: problem.choose"},
		{"one of ours", func(a *GroupAction) { a.StaffID = 3 }, func(a *GroupAction) { a.StaffID = 3 }, ""},
		{"or somebody outside", func(a *GroupAction) { a.Who = "Kuhmon\nkaupunki" }, func(a *GroupAction) { a.Who = "Kuhmon kaupunki" }, ""},
		{"not both", func(a *GroupAction) { a.StaffID, a.Who = 3, "Kuhmo" }, nil, "who: group.who_both"},
		{"by the day of the meeting at the earliest", func(a *GroupAction) { a.DueOn = held }, func(a *GroupAction) { a.DueOn = held }, ""},
		{"not before", func(a *GroupAction) { a.DueOn = held.AddDays(-1) }, nil, "due_on: group.due_before"},
		{"in few words", func(a *GroupAction) { a.What = strings.Repeat("ä", 301) }, nil, "what: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			a := good
			row.change(&a)
			got, err := AgreeAction(a, held)
			if mended(err) != row.refused {
				t.Fatalf("it is refused %q", mended(err))
			}
			if row.want == nil {
				return
			}
			want := good
			if row.want(&want); got != want {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestAnActionIsDoneOrDropped(t *testing.T) {
	on := day("2026-11-23")
	open := GroupAction{What: "Esite kuntiin", State: GroupActionOpen, DueOn: on.AddDays(-1)}
	if !open.Open() || !open.Late(on) || open.Late(on.AddDays(-1)) {
		t.Errorf("open with yesterday as its day: %+v", open)
	}
	done := CloseAction(open, on)
	if done.Open() || done.Late(on) || done.ClosedOn != on || !done.OpenAt(on) || done.OpenAt(on.AddDays(1)) {
		t.Errorf("done it is %+v", done)
	}
	if ReopenAction(done) != open {
		t.Errorf("not done after all it is %+v", ReopenAction(done))
	}
	dropped, err := DropAction(open, " Kunta teki itse ", on)
	if err != nil || dropped.State != GroupActionDropped || dropped.Outcome != "Kunta teki itse" || dropped.ClosedOn != on {
		t.Errorf("dropped it is %+v, %v", dropped, err)
	}
	if _, err := DropAction(open, " ", on); mended(err) != "outcome: group.why_missing" {
		t.Errorf("dropped without a reason: %v", err)
	}
	open.Withdrawn = true
	if open.Open() || open.Late(on) || open.OpenAt(on) {
		t.Error("withdrawn it waits")
	}
}

func TestLastMeeting(t *testing.T) {
	of := func(id int64, kind ServiceNoteKind, on string) ServiceNote {
		return ServiceNote{Noted: Noted{Record: Record{ID: id}}, Kind: kind, On: day(on)}
	}
	withdrawn := of(5, JointGroup, "2026-09-02")
	withdrawn.Withdrawn = true
	notes := []ServiceNote{of(1, JointGroup, "2026-06-01"), of(2, JointGroup, "2026-09-01"), of(3, JointGroup, "2026-09-01"), of(4, PeerGroup, "2026-09-03"), withdrawn, of(6, JointGroup, "2026-11-23")}
	for _, row := range []struct {
		rule   string
		before string
		want   int64
	}{
		{"the newest before the day, the later of two on one day", "2026-11-23", 3},
		{"with the day itself when one more is asked", "2026-11-24", 6},
		{"none before the first", "2026-06-01", 0},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got, _ := LastMeeting(notes, JointGroup, day(row.before)); got.ID != row.want {
				t.Errorf("it is %d", got.ID)
			}
		})
	}
}
