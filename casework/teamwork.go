package casework

import (
	"math"
	"slices"
	"strings"

	"sijoita/problem"
)

// SupervisionKind is what an occasion of a team's own guidance is for.
type SupervisionKind string

// The kinds (F20, F21), in the interchange's words.
const (
	GroupSupervision      SupervisionKind = "group"
	IndividualSupervision SupervisionKind = "individual"
	FieldMentoring        SupervisionKind = "field_mentoring"
	OutcomeReview         SupervisionKind = "outcome_review"
	ContactLogReview      SupervisionKind = "contact_log_review"
)

// SupervisionKinds lists them in the order they are offered.
var SupervisionKinds = []SupervisionKind{ContactLogReview, GroupSupervision, IndividualSupervision, FieldMentoring, OutcomeReview}

// OfOne tells whether an occasion of the kind is between the leader and one
// coach: what was said there is for those two.
func (k SupervisionKind) OfOne() bool { return k == IndividualSupervision || k == FieldMentoring }

// Supervision is one occasion of a team's own guidance.
type Supervision struct {
	Noted
	TeamID     int64
	On         Day
	Kind       SupervisionKind
	Staff      []int64 // who took part
	Text       string  // what was agreed; of field mentoring what was seen
	Practise   string  // of field mentoring: what to practise next
	EmployerID int64   // of field mentoring: where; 0: not told
}

const (
	maxTeamText = 2000
	maxPractise = 500
	maxPeople   = 500
)

// NoteSupervision makes an occasion of guidance of what is noted; no day is
// today. It refuses with problem.Invalid one without anybody there, a day
// ahead, a kind that is not in its list, and texts that are too long.
func NoteSupervision(s Supervision, today Day) (Supervision, error) {
	s.On, s.Text, s.Practise = orToday(s.On, today), strings.TrimSpace(s.Text), strings.TrimSpace(s.Practise)
	if s.Kind != FieldMentoring {
		s.Practise, s.EmployerID = "", 0
	}
	var f problem.Fields
	oneOf(&f, "kind", s.Kind, SupervisionKinds)
	checkDay(&f, "on", s.On, today)
	if len(s.Staff) == 0 {
		f.Add("staff", "teamwork.staff_missing")
	}
	checkText(&f, "text", s.Text, maxTeamText)
	checkText(&f, "practise", s.Practise, maxPractise)
	return s, f.Problem()
}

// CareTeamMeeting is a care team's meeting, and which of our staff were there
// (F16): for the whole of it, or for a part.
type CareTeamMeeting struct {
	Noted
	CareTeamID int64
	On         Day
	Attended   []int64 // for the whole or a part
	InPart     []int64 // of them, who were there for a part only
	Discussed  *int    // clients talked about; nil: not told
	Proposed   *int    // new people proposed for coaching; nil: not told
	Text       string
}

// NoteCareTeamMeeting makes a care team's meeting of what is noted; no day is
// today. That nobody of ours was there is worth noting too. It refuses with
// problem.Invalid one without its care team, a day ahead, numbers over 500 and
// a text that is too long.
func NoteCareTeamMeeting(m CareTeamMeeting, today Day) (CareTeamMeeting, error) {
	m.On, m.Text = orToday(m.On, today), strings.TrimSpace(m.Text)
	m.InPart = slices.DeleteFunc(slices.Clone(m.InPart), func(id int64) bool { return !slices.Contains(m.Attended, id) })
	if len(m.InPart) == 0 {
		m.InPart = nil
	}
	var f problem.Fields
	if m.CareTeamID == 0 {
		f.Add("care_team", "problem.choose")
	}
	checkDay(&f, "on", m.On, today)
	checkPeople(&f, "discussed", m.Discussed)
	checkPeople(&f, "proposed", m.Proposed)
	checkText(&f, "text", m.Text, maxTeamText)
	return m, f.Problem()
}

func checkPeople(f *problem.Fields, name string, n *int) {
	if n != nil && (*n < 0 || *n > maxPeople) {
		f.Add(name, "teamwork.people", problem.Args{"most": maxPeople})
	}
}

// ServiceNoteKind is what a note of the service tells.
type ServiceNoteKind string

// The kinds. The numbers are of the criteria that ask for them.
const (
	PartnerMeeting  ServiceNoteKind = "partner_meeting"  // agreed, face to face, with employment services (6)
	PartnerContact  ServiceNoteKind = "partner_contact"  // with employment services about a client (6)
	OutcomeReport   ServiceNoteKind = "outcome_report"   // shared with leaders and staff (10)
	WorkStory       ServiceNoteKind = "work_story"       // shared with clients and staff (10)
	SteeringMeeting ServiceNoteKind = "steering_meeting" // of the steering group (11)
	StaffMessage    ServiceNoteKind = "staff_message"    // to all staff, of what the service is for (11)
	BarrierReport   ServiceNoteKind = "barrier_report"   // what hinders and helps, told to the leaders (11)
	PeerGroup       ServiceNoteKind = "peer_group"       // clients' own (F18)
	JointGroup      ServiceNoteKind = "joint_group"      // development with partners (F19)
	RootingGroup    ServiceNoteKind = "rooting_group"    // of those who make the service a lasting one
	WorkingParty    ServiceNoteKind = "working_party"    // any other
)

// ServiceNoteKinds lists them in the order they are offered.
var ServiceNoteKinds = []ServiceNoteKind{
	PartnerContact, PartnerMeeting, OutcomeReport, WorkStory, SteeringMeeting, StaffMessage, BarrierReport, PeerGroup, JointGroup,
	RootingGroup, WorkingParty,
}

// ByLeaders tells whether a note of the kind asks if the leaders themselves
// were there or spoke.
func (k ServiceNoteKind) ByLeaders() bool { return k == SteeringMeeting || k == StaffMessage }

// ServiceNote is something that a team or its leaders did for the service, on a
// day. It names no client.
type ServiceNote struct {
	Noted
	TeamID    int64
	On        Day
	Kind      ServiceNoteKind
	Staff     []int64 // who of ours took part; may be empty
	With      string  // whom it was with, or to whom it was told
	Executive bool    // the leaders themselves were there, or spoke
	Present   *int    // how many came, of groups; nil: not told, see Came
	Text      string
	GroupMeeting
}

// NoteService makes a note of the service; no day is today. It refuses with
// problem.Invalid a day ahead, a kind that is not in its list, numbers over 500
// and texts that are too long; of a group's meeting lines of nobody, fewer who
// came than its lines, and a next meeting that is not after it.
func NoteService(n ServiceNote, today Day) (ServiceNote, error) {
	n.On, n.With, n.Text = orToday(n.On, today), oneLine(n.With), strings.TrimSpace(n.Text)
	n.Executive = n.Executive && n.Kind.ByLeaders()
	var f problem.Fields
	if n.Kind.IsGroup() {
		n = n.asGroup(&f)
	} else {
		n.Present, n.GroupMeeting = nil, GroupMeeting{}
	}
	oneOf(&f, "kind", n.Kind, ServiceNoteKinds)
	checkDay(&f, "on", n.On, today)
	checkText(&f, "with", n.With, maxName)
	checkPeople(&f, "present", n.Present)
	checkText(&f, "text", n.Text, maxTeamText)
	return n, f.Problem()
}

// TrainingKind is what a training is about.
type TrainingKind string

// The kinds.
const (
	MethodTraining   TrainingKind = "method"   // IPS or LATU itself
	EmployerTraining TrainingKind = "employer" // work with employers
	BenefitsTraining TrainingKind = "benefits" // counselling on benefits (12)
	MeetingTraining  TrainingKind = "meeting"  // how clients are met, such as motivational interviewing
	SafetyTraining   TrainingKind = "safety"   // first aid, data protection and the like
	OtherTraining    TrainingKind = "other"
)

// TrainingKinds lists them in the order they are offered.
var TrainingKinds = []TrainingKind{MethodTraining, EmployerTraining, BenefitsTraining, MeetingTraining, SafetyTraining, OtherTraining}

// Training is what one of the staff has learned, or is to.
type Training struct {
	Noted
	StaffID int64
	Kind    TrainingKind
	Name    string
	DoneOn  Day // zero: still to be done
	DueOn   Day // by when it is to be done, or, of what was done, done again; zero: never
}

// NoteTraining makes a training of what is noted. It refuses with
// problem.Invalid one without a person or a name, one that is neither done nor
// has a day by when, a day of doing ahead, and a renewal that is not after it.
func NoteTraining(t Training, today Day) (Training, error) {
	t.Name = oneLine(t.Name)
	var f problem.Fields
	if t.StaffID == 0 {
		f.Add("staff", "teamwork.staff_missing")
	}
	oneOf(&f, "kind", t.Kind, TrainingKinds)
	if t.Name == "" {
		f.Add("name", "teamwork.training_name")
	}
	checkText(&f, "name", t.Name, maxName)
	switch {
	case t.DoneOn.IsZero() && t.DueOn.IsZero():
		f.Add("done_on", "teamwork.training_days")
	case t.DoneOn.After(today):
		f.Add("done_on", "problem.day_ahead")
	case !t.DoneOn.IsZero() && !t.DueOn.IsZero() && !t.DueOn.After(t.DoneOn):
		f.Add("due_on", "teamwork.training_renewal")
	}
	return t, f.Problem()
}

// Worktime is one person's working time in one ISO week, in hours (F29). A week
// that is noted is confirmed.
type Worktime struct {
	Record
	RecordedBy         int64 // staff, or 0 when it came from an import
	RecordedAt         int64 // Unix microseconds
	StaffID            int64
	Week               Week
	Hours              float64 // worked; 0: away
	EmploymentServices float64 // of them, for coaching (criterion 2)
	Community          float64 // of them, outside the office (criterion 24)
}

// mostHours is more than anybody works in a week.
const mostHours = 80

// ConfirmWeek checks a week's working time. It refuses with problem.Invalid no
// week, one that has not begun, hours below 0 or over 80, and parts that are more
// than the whole.
func ConfirmWeek(w Worktime, today Day) (Worktime, error) {
	var f problem.Fields
	switch {
	case w.Week == 0:
		f.Add("week", "problem.choose")
		return w, f.Problem()
	case w.Week.Monday().After(today):
		f.Add("week", "teamwork.week_ahead")
	}
	if !(w.Hours >= 0 && w.Hours <= mostHours) {
		f.Add("hours", "teamwork.hours", problem.Args{"most": mostHours})
		return w, f.Problem()
	}
	for _, part := range []struct {
		name  string
		hours float64
	}{{"other", w.Hours - w.EmploymentServices}, {"community", w.Community}} {
		if !(part.hours >= 0) || part.hours > w.Hours {
			f.Add(part.name, "teamwork.hours_part")
		}
	}
	return w, f.Problem()
}

// WeekLog is what one person has noted of a week; withdrawn notes count nowhere.
type WeekLog struct {
	Meetings         []Meeting
	Contacts         []EmployerContact
	CareTeamMeetings []CareTeamMeeting
	Supervision      []Supervision
}

// WeekPart is a part of a week's work.
type WeekPart string

// The parts, in the order they are told.
const (
	WithClientsOutside WeekPart = "clients_outside" // at home, at work, elsewhere in town
	WithEmployers      WeekPart = "employers"       // met face to face
	WithClientsInside  WeekPart = "clients_inside"  // at the office or the care unit
	WithClientsAfar    WeekPart = "clients_afar"    // by telephone, video or message
	WithCareTeams      WeekPart = "care_teams"
	InGuidance         WeekPart = "guidance"
)

// WeekLine is how much of one part of the work was noted in a week.
type WeekLine struct {
	Part    WeekPart
	N       int
	Minutes int
}

// Outside tells whether the part was done out in the community (criterion 24).
// A meeting at the care unit was not.
func (l WeekLine) Outside() bool { return l.Part == WithClientsOutside || l.Part == WithEmployers }

// What is taken for the length of what was noted without one, in minutes. A
// visit to an employer is told without its length and is counted with the way
// there.
const (
	usualMeeting = 60
	usualCall    = 15
	usualVisit   = 60
)

// WeekProposal is what a person's notes make of a week, to be corrected.
type WeekProposal struct {
	Hours              float64
	EmploymentServices float64
	Community          float64
	Lines              []WeekLine // the parts of which there is something
}

// FullWeek is how long a full-time week is taken to be before a person has
// confirmed one of their own, in hours.
const FullWeek = 37.5

// ProposeWeek proposes a person's working time of a week by what they noted.
// usual is the last week they confirmed and worked, or nil: the hours, and those
// for other work than coaching, are taken to be as they were then. What was
// noted does not make a week longer.
func ProposeWeek(staff int64, log WeekLog, usual *Worktime, fte float64) WeekProposal {
	p := WeekProposal{Hours: FullWeek * fte, Lines: linesOf(staff, log)}
	p.EmploymentServices = p.Hours
	if usual != nil {
		p.Hours, p.EmploymentServices = usual.Hours, usual.EmploymentServices
	}
	outside := 0
	for _, l := range p.Lines {
		if l.Outside() {
			outside += l.Minutes
		}
	}
	p.Community = min(p.Hours, math.Round(float64(outside)/30)/2)
	return p
}

func linesOf(staff int64, log WeekLog) []WeekLine {
	parts := map[WeekPart]*WeekLine{}
	add := func(part WeekPart, minutes int) {
		if parts[part] == nil {
			parts[part] = &WeekLine{Part: part}
		}
		parts[part].N++
		parts[part].Minutes += minutes
	}
	for _, m := range log.Meetings {
		if m.Withdrawn || !slices.Contains(m.Staff, staff) {
			continue
		}
		part, length := m.partOfWeek()
		if m.Minutes > 0 {
			length = m.Minutes
		}
		add(part, length)
	}
	for _, c := range log.Contacts {
		if c.Counts() && slices.Contains(c.Staff, staff) {
			add(WithEmployers, usualVisit)
		}
	}
	for _, m := range log.CareTeamMeetings {
		if !m.Withdrawn && slices.Contains(m.Attended, staff) {
			add(WithCareTeams, usualMeeting)
		}
	}
	for _, s := range log.Supervision {
		if !s.Withdrawn && slices.Contains(s.Staff, staff) {
			add(InGuidance, usualMeeting)
		}
	}
	var lines []WeekLine
	for _, part := range []WeekPart{WithClientsOutside, WithEmployers, WithClientsInside, WithClientsAfar, WithCareTeams, InGuidance} {
		if parts[part] != nil {
			lines = append(lines, *parts[part])
		}
	}
	return lines
}

// partOfWeek is where a meeting belongs in a week's work, and how long one of
// its kind is taken to be.
func (m Meeting) partOfWeek() (WeekPart, int) {
	switch {
	case m.Channel != MeetingFaceToFace:
		return WithClientsAfar, usualCall
	case m.Place == PlaceOffice || m.Place == PlaceCareUnit:
		return WithClientsInside, usualMeeting
	default:
		return WithClientsOutside, usualMeeting
	}
}

func orToday(d, today Day) Day {
	if d.IsZero() {
		return today
	}
	return d
}
