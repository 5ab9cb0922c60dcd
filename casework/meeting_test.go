package casework

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

// mended lists the fields of a refusal with their messages, or its message.
func mended(err error) string {
	p := problem.As(err)
	if p == nil {
		return ""
	}
	if len(p.Fields) == 0 {
		return p.Key
	}
	var said []string
	for _, f := range p.Fields {
		said = append(said, f.Name+": "+f.Key)
	}
	return strings.Join(said, ", ")
}

func TestLogMeeting(t *testing.T) {
	today := day("2026-11-23")
	least := MeetingNote{EpisodeID: 9, Staff: []int64{3}, Place: PlaceCommunity, Channel: MeetingFaceToFace, Kind: MeetingJobSearch}
	meeting := Meeting{EpisodeID: 9, On: today, Staff: []int64{3}, Place: PlaceCommunity, Channel: MeetingFaceToFace, Kind: MeetingJobSearch}
	for _, row := range []struct {
		rule    string
		note    func(*MeetingNote)
		expect  func(*Meeting)
		refused string
	}{
		{"a client and what the last one was are enough: today, no minutes, no text", func(*MeetingNote) {}, func(*Meeting) {}, ""},
		{"a day, a time and minutes of its own", func(n *MeetingNote) { n.On, n.At, n.Minutes = day("2026-11-20"), "14:30", 45 },
			func(m *Meeting) { m.On, m.At, m.Minutes = day("2026-11-20"), "14:30", 45 }, ""},
		{"space around the text goes", func(n *MeetingNote) { n.Text = " CV done \n" }, func(m *Meeting) { m.Text = "CV done" }, ""},
		{"twelve hours are the most", func(n *MeetingNote) { n.Minutes = 720 }, func(m *Meeting) { m.Minutes = 720 }, ""},
		{"more is a mistake", func(n *MeetingNote) { n.Minutes = 721 }, nil, "minutes: meeting.minutes"},
		{"so is less than nothing", func(n *MeetingNote) { n.Minutes = -1 }, nil, "minutes: meeting.minutes"},
		{"nobody was met", func(n *MeetingNote) { n.EpisodeID = 0 }, nil, "client: meeting.client_missing"},
		{"nobody of the staff was there", func(n *MeetingNote) { n.Staff = nil }, nil, "staff: meeting.staff_missing"},
		{"tomorrow has not been yet", func(n *MeetingNote) { n.On = day("2026-11-24") }, nil, "on: problem.day_ahead"},
		{"a place that is none", func(n *MeetingNote) { n.Place = "moon" }, nil, "manner: problem.choose"},
		{"no channel", func(n *MeetingNote) { n.Channel = "" }, nil, "manner: problem.choose"},
		{"no kind", func(n *MeetingNote) { n.Kind = "" }, nil, "kind: problem.choose"},
		{"who was there, what was gone through and how it goes", func(n *MeetingNote) {
			n.Seen = Seen{Present: []Attendant{ClientPresent, EmployerPresent}, Topics: []SupportNeed{NeedMoney}, Going: GoingWorry, CareTeamTold: true}
		}, func(m *Meeting) {
			m.Seen = Seen{Present: []Attendant{ClientPresent, EmployerPresent}, Topics: []SupportNeed{NeedMoney}, Going: GoingWorry, CareTeamTold: true}
		}, ""},
		{"somebody who is nobody", func(n *MeetingNote) { n.Present = []Attendant{"cat"} }, nil, "present: problem.choose"},
		{"a topic that is none", func(n *MeetingNote) { n.Topics = []SupportNeed{"weather"} }, nil, "topics: problem.choose"},
		{"it goes in no such way", func(n *MeetingNote) { n.Going = "so-so" }, nil, "going: problem.choose"},
		{"4,000 characters are the most", func(n *MeetingNote) { n.Text = strings.Repeat("ä", 4001) }, nil, "text: problem.too_long"},
		{"everything wrong is told at once", func(n *MeetingNote) { *n = MeetingNote{On: day("2026-11-24")} }, nil,
			"client: meeting.client_missing, staff: meeting.staff_missing, on: problem.day_ahead, manner: problem.choose, kind: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note, want := least, meeting
			row.note(&note)
			got, err := LogMeeting(note, today)
			if row.expect == nil {
				if mended(err) != row.refused {
					t.Errorf("it is refused with %q, want %q", mended(err), row.refused)
				}
				return
			}
			if row.expect(&want); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func TestUsualMeeting(t *testing.T) {
	today := day("2026-11-23")
	started := Episode{ReferredOn: day("2026-08-01"), StartedOn: day("2026-09-01")}
	held := func(on string, place Place, channel MeetingChannel, kind MeetingKind) Meeting {
		return Meeting{On: day(on), Place: place, Channel: channel, Kind: kind}
	}
	first := held("2026-09-01", PlaceOffice, MeetingFaceToFace, MeetingFirst)
	search := held("2026-10-01", PlaceCommunity, MeetingFaceToFace, MeetingJobSearch)
	for _, row := range []struct {
		rule    string
		episode Episode
		held    []Meeting
		want    string
	}{
		{"one who waits is called", Episode{ReferredOn: day("2026-08-01")}, []Meeting{search}, "remote phone other"},
		{"the first is the first meeting, where the client is cared for", started, nil, "care_unit face_to_face first_meeting"},
		{"after the first comes the profile", started, []Meeting{first}, "office face_to_face profile"},
		{"then as the last one was", started, []Meeting{first, search}, "community face_to_face job_search"},
		{"the last by day, in whatever order they come", started, []Meeting{search, first}, "community face_to_face job_search"},
		{"a withdrawn one is no example", started, []Meeting{first, {On: search.On, Place: PlaceHome, Kind: MeetingOther, Noted: Noted{Withdrawn: true}}}, "office face_to_face profile"},
		{"nor is one of an earlier episode", started, []Meeting{held("2026-08-31", PlaceHome, MeetingFaceToFace, MeetingFollowAlong)}, "care_unit face_to_face first_meeting"},
		{"nor one where nobody came", started, []Meeting{search, held("2026-10-08", PlaceHome, MeetingFaceToFace, MeetingOutreach)}, "community face_to_face job_search"},
		{"a three-way meeting comes now and then: the kind is that of the weeks before", started,
			[]Meeting{search, held("2026-10-08", PlaceWorkplace, MeetingFaceToFace, MeetingThreeParty)}, "workplace face_to_face job_search"},
		{"when there were no such weeks it stays", started, []Meeting{held("2026-10-08", PlaceOffice, MeetingFaceToFace, MeetingBenefits)}, "office face_to_face benefits"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got := UsualMeeting(row.episode, row.held, nil, today)
			if said := strings.Join([]string{string(got.Place), string(got.Channel), string(got.Kind)}, " "); said != row.want {
				t.Errorf("it is %q, want %q", said, row.want)
			}
		})
	}
}

// TestWhatWasDoneTurnsTheMeetings: nobody is asked twice for the first meeting,
// and the search follows the plan without a tap.
func TestWhatWasDoneTurnsTheMeetings(t *testing.T) {
	today := day("2026-11-23")
	started := Episode{ReferredOn: day("2026-08-01"), StartedOn: day("2026-09-01")}
	profile := Meeting{On: day("2026-09-08"), Place: PlaceHome, Channel: MeetingFaceToFace, Kind: MeetingProfile}
	first, plan := Turn{day("2026-09-01"), MeetingProfile}, Turn{day("2026-09-20"), MeetingJobSearch}
	for _, row := range []struct {
		rule  string
		held  []Meeting
		turns []Turn
		want  MeetingKind
	}{
		{"after a first meeting that was noted by itself comes the profile", nil, []Turn{first}, MeetingProfile},
		{"after a plan comes the search", []Meeting{profile}, []Turn{first, plan}, MeetingJobSearch},
		{"the newest turn counts, in whatever order they come", []Meeting{profile}, []Turn{plan, first}, MeetingJobSearch},
		{"a meeting since then is the example again", []Meeting{{On: day("2026-10-01"), Kind: MeetingProfile}}, []Turn{plan}, MeetingProfile},
		{"what is agreed for later turns nothing yet", []Meeting{profile}, []Turn{{day("2026-12-01"), MeetingFollowAlong}}, MeetingProfile},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := UsualMeeting(started, row.held, row.turns, today).Kind; got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}

func TestAfterTheFirstMeetingComesTheProfile(t *testing.T) {
	for _, kind := range MeetingKinds {
		want := kind
		if kind == MeetingFirst {
			want = MeetingProfile
		}
		if got := KindAfter(kind); got != want {
			t.Errorf("after %s comes %s, want %s", kind, got, want)
		}
	}
}

func TestMannersStandForPlaceAndChannel(t *testing.T) {
	for _, m := range Manners {
		place, channel := m.Split()
		if !slices.Contains(Places, place) || !slices.Contains(MeetingChannels, channel) || MannerOf(place, channel) != m {
			t.Errorf("%s is %s by %s, and back %s", m, place, channel, MannerOf(place, channel))
		}
	}
}

func TestParseTimeOfDay(t *testing.T) {
	for typed, want := range map[string]TimeOfDay{
		"14:30": "14:30", "14.30": "14:30", " 9:05 ": "09:05", "9": "09:00", "00:00": "00:00",
		"": "", "24:00": "", "12:60": "", "noon": "", "1430": "", "14:30:00": "",
	} {
		if got, ok := ParseTimeOfDay(typed); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, ok, want)
		}
	}
}

func TestPlanMeeting(t *testing.T) {
	today := day("2026-11-23")
	least := MeetingPlan{EpisodeID: 9, On: today, Staff: []int64{3}, Place: PlaceOffice, Channel: MeetingFaceToFace, Kind: MeetingProfile}
	for _, row := range []struct {
		rule    string
		plan    func(*MeetingPlan)
		refused string
	}{
		{"today is early enough", func(*MeetingPlan) {}, ""},
		{"a day that has passed is a meeting to note", func(p *MeetingPlan) { p.On = day("2026-11-22") }, "on: meeting.plan_passed"},
		{"without a day nothing is agreed", func(p *MeetingPlan) { p.On = Day{} }, "on: problem.day_missing"},
		{"with nobody", func(p *MeetingPlan) { p.EpisodeID = 0 }, "client: meeting.client_missing"},
		{"by nobody", func(p *MeetingPlan) { p.Staff = nil }, "staff: meeting.staff_missing"},
		{"in no known place", func(p *MeetingPlan) { p.Place = "" }, "manner: problem.choose"},
		{"for nothing known", func(p *MeetingPlan) { p.Kind = "party" }, "kind: problem.choose"},
		{"a place of over 200 characters", func(p *MeetingPlan) { p.Where = strings.Repeat("x", 201) }, "where: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			plan := least
			row.plan(&plan)
			got, err := PlanMeeting(plan, today)
			if mended(err) != row.refused {
				t.Errorf("it is refused with %q, want %q", mended(err), row.refused)
			}
			if err == nil && !got.Waits() {
				t.Error("it does not wait")
			}
		})
	}
}

func TestAPlannedMeetingIsHeldMovedOrCancelledOnce(t *testing.T) {
	today := day("2026-11-23")
	plan := MeetingPlan{On: day("2026-11-30"), Staff: []int64{3}, Place: PlaceHome, Channel: MeetingFaceToFace, Kind: MeetingProfile}
	waiting := PlannedMeeting{Noted: Noted{Record: Record{ID: 4, Revision: 2}}, EpisodeID: 9, On: day("2026-11-20"), Staff: []int64{3}, Place: PlaceOffice, Channel: MeetingFaceToFace}
	held, err := HoldMeeting(waiting, 77)
	if err != nil || held.HeldAs != 77 || held.Waits() {
		t.Fatalf("holding it gives %+v, %v", held, err)
	}
	cancelled, err := CancelMeeting(waiting, today)
	if err != nil || cancelled.CancelledOn != today || cancelled.Waits() {
		t.Fatalf("calling it off gives %+v, %v", cancelled, err)
	}
	moved, err := ReplanMeeting(waiting, plan, today)
	if err != nil || moved.On != plan.On || moved.Place != PlaceHome || moved.EpisodeID != 9 || moved.ID != 4 || moved.Revision != 2 || !moved.Waits() {
		t.Fatalf("moving it gives %+v, %v", moved, err)
	}
	for rule, p := range map[string]PlannedMeeting{"meeting.held_already": held, "meeting.was_cancelled": cancelled} {
		for deed, do := range map[string]func() (PlannedMeeting, error){
			"held":      func() (PlannedMeeting, error) { return HoldMeeting(p, 78) },
			"cancelled": func() (PlannedMeeting, error) { return CancelMeeting(p, today) },
			"moved":     func() (PlannedMeeting, error) { return ReplanMeeting(p, plan, today) },
		} {
			if got, err := do(); mended(err) != rule || !reflect.DeepEqual(got, p) {
				t.Errorf("%s: it was %s after all: %+v, %v", rule, deed, got, err)
			}
		}
	}
	plan.On = day("2026-11-22")
	if _, err := ReplanMeeting(waiting, plan, today); mended(err) != "on: meeting.plan_passed" {
		t.Errorf("it is moved to a day that has passed: %v", err)
	}
}

func TestPlannedMeetingsStandByDayAndTime(t *testing.T) {
	list := []PlannedMeeting{{On: day("2026-11-24")}, {On: day("2026-11-23"), At: "14:30"}, {On: day("2026-11-23"), At: "09:00"}, {On: day("2026-11-23")}}
	slices.SortFunc(list, PlannedMeeting.Compare)
	var said []string
	for _, p := range list {
		said = append(said, p.On.String()[8:]+" "+string(p.At))
	}
	if got := strings.Join(said, ", "); got != "23 , 23 09:00, 23 14:30, 24 " {
		t.Errorf("they stand %q", got)
	}
}

func TestWriteNote(t *testing.T) {
	today := day("2026-11-23")
	for _, row := range []struct {
		rule    string
		note    Note
		want    Note
		refused string
	}{
		{"no day is today, and space around the text goes", Note{EpisodeID: 9, Text: " Called. "}, Note{EpisodeID: 9, On: today, Text: "Called."}, ""},
		{"a day of its own", Note{EpisodeID: 9, On: day("2026-11-20"), Text: "x"}, Note{EpisodeID: 9, On: day("2026-11-20"), Text: "x"}, ""},
		{"a note says something", Note{EpisodeID: 9, Text: " "}, Note{}, "text: meeting.note_missing"},
		{"of somebody", Note{Text: "x"}, Note{}, "client: meeting.client_missing"},
		{"on a day that has come", Note{EpisodeID: 9, On: day("2026-11-24"), Text: "x"}, Note{}, "on: problem.day_ahead"},
		{"in at most 4,000 characters", Note{EpisodeID: 9, Text: strings.Repeat("ä", 4001)}, Note{}, "text: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := WriteNote(row.note, today)
			if mended(err) != row.refused || err == nil && got != row.want {
				t.Errorf("it is %+v, %q", got, mended(err))
			}
		})
	}
}

func TestRound(t *testing.T) {
	for _, row := range []struct {
		rule  string
		kind  MeetingKind
		there []Attendant
		want  Round
	}{
		{"client and nurse", MeetingThreeParty, []Attendant{ClientPresent, CareWorkerPresent}, RoundCare},
		{"client and employer", MeetingThreeParty, []Attendant{ClientPresent, EmployerPresent}, RoundWork},
		{"the nurse at the workplace makes four", MeetingThreeParty, []Attendant{ClientPresent, EmployerPresent, CareWorkerPresent}, RoundFour},
		{"so does another partner", MeetingThreeParty, []Attendant{EmployerPresent, PartnerPresent}, RoundFour},
		{"of one without names nothing is known", MeetingThreeParty, nil, ""},
		{"a meeting of another kind is none of them", MeetingSupportAtWork, []Attendant{ClientPresent, EmployerPresent}, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := (Meeting{Kind: row.kind, Seen: Seen{Present: row.there}}).Round(); got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}
