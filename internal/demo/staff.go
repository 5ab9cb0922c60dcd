package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// The team.
const (
	riikka = "riikka-tolonen"
	sami   = "sami-karjalainen"
	tuuli  = "tuuli-komulainen"
	sanna  = "sanna-kemppainen" // leads the team and coaches half
)

// The care teams: eight, in seven municipalities.
const (
	care1     = "hoitotiimi-1"
	care2     = "hoitotiimi-2"
	care3     = "hoitotiimi-3"
	care4     = "hoitotiimi-4"
	care5     = "hoitotiimi-5"
	care6     = "hoitotiimi-6"
	substance = "paihdehoitotiimi"
	youth     = "nuorten-hoitotiimi"
)

// town is where a third of the county lives; the others are rural.
const town = "729"

var careTeams = []interchange.CareTeam{
	{ID: care1, Name: "Hoitotiimi 1", Kind: "psychiatry", Municipality: town},
	{ID: care2, Name: "Hoitotiimi 2", Kind: "psychiatry", Municipality: town},
	{ID: care3, Name: "Hoitotiimi 3", Kind: "psychiatry", Municipality: "626"},
	{ID: care4, Name: "Hoitotiimi 4", Kind: "psychiatry", Municipality: "265"},
	{ID: care5, Name: "Hoitotiimi 5", Kind: "psychiatry", Municipality: "239"},
	{ID: care6, Name: "Hoitotiimi 6", Kind: "psychiatry", Municipality: "421"},
	{ID: substance, Name: "Päihdehoitotiimi", Kind: "substance", Municipality: "069"},
	{ID: youth, Name: "Nuorten hoitotiimi", Kind: "youth", Municipality: "778"},
}

// coach is how one coach works.
type coach struct {
	id        string
	careTeams []string
	areas     []string // municipalities whose employers they visit
	standIn   string
	away      []int   // ISO weeks of holiday, every year
	perWeek   float64 // employers met face to face
	thisWeek  int     // of these by Friday of the present week
	community float64 // share of the working time out of the office
	fullTime  float64
}

// The coaches, two and two for each other's holidays. One meets six employers
// a week, one not half of that.
var coaches = []coach{
	{riikka, []string{care2, care3, youth}, []string{town, "626", "778"}, sami, []int{9, 27, 28, 29}, 4.3, 4, 0.62, 1},
	{sami, []string{care1, care4}, []string{town, "265"}, riikka, []int{10, 30, 31, 32}, 6.2, 6, 0.68, 1},
	{tuuli, []string{care5, care6, substance}, []string{"239", "421", "069"}, sanna, []int{9, 27, 28, 29}, 2.7, 3, 0.54, 1},
	{sanna, []string{care1}, []string{town}, tuuli, []int{10, 30, 31, 32}, 2.0, 2, 0.42, 0.5},
}

func coachOf(id string) coach {
	return coaches[slices.IndexFunc(coaches, func(c coach) bool { return c.id == id })]
}

// noHolidays is how many weeks before the present one nobody is on holiday, so
// that the demo is alive in July too.
const noHolidays = 4

// isAway tells whether the coach is on holiday in the week.
func (s *service) isAway(c coach, w casework.Week) bool {
	alive := s.today.Monday().AddDays(-7 * noHolidays)
	return slices.Contains(c.away, w.Number()) && w.Monday().Before(alive)
}

// onDuty is the coach, or who stands in on the day.
func (s *service) onDuty(id string, d casework.Day) string {
	if c := coachOf(id); s.isAway(c, d.Week()) {
		return c.standIn
	}
	return id
}

// titles are the professional titles that are told.
var titles = map[string]string{
	"minna-piirainen": "sairaanhoitaja", "pauliina-ojala": "psykiatrinen sairaanhoitaja",
	sami: "sosionomi", sanna: "toimintaterapeutti",
}

func (s *service) addStaff() {
	half := ptr(0.5)
	staff := func(id, name string, roles ...interchange.Role) {
		for i := range roles {
			roles[i].From = s.beganOn
		}
		s.doc.Staff = append(s.doc.Staff, interchange.Staff{ID: id, Name: name, Roles: roles})
	}
	for _, c := range []struct{ id, name string }{
		{riikka, "Riikka Tolonen"}, {sami, "Sami Karjalainen"}, {tuuli, "Tuuli Komulainen"},
	} {
		staff(c.id, c.name, interchange.Role{Role: casework.RoleCoach, Team: team, FTE: ptr(1.0)})
	}
	staff(sanna, "Sanna Kemppainen",
		interchange.Role{Role: casework.RoleTeamLeader, Team: team, FTE: half},
		interchange.Role{Role: casework.RoleCoach, Team: team, FTE: half})
	staff("minna-piirainen", "Minna Piirainen", interchange.Role{Role: casework.RoleCareWorker, CareTeam: care2})
	staff("pauliina-ojala", "Pauliina Ojala", interchange.Role{Role: casework.RoleCareWorker, CareTeam: care4})
	staff("leena-salonen", "Leena Salonen", interchange.Role{Role: casework.RoleManager})
	staff(ritva, "Ritva Anttila", interchange.Role{Role: casework.RoleReviewer})
	staff(kaarina, "Kaarina Heino", interchange.Role{Role: casework.RoleReviewer})
	staff("timo-manninen", "Timo Manninen", interchange.Role{Role: casework.RoleAdministrator})
	staff("elina-hirvonen", "Elina Hirvonen", interchange.Role{Role: casework.RoleDPO})

	for i := range s.doc.Staff {
		s.doc.Staff[i].Title = titles[s.doc.Staff[i].ID]
	}

	s.doc.CareTeams = slices.Clone(careTeams)
	for _, c := range coaches {
		for _, t := range c.careTeams {
			s.doc.CareTeamAssignments = append(s.doc.CareTeamAssignments, interchange.CareTeamAssignment{CareTeam: t, Coach: c.id, From: s.beganOn})
		}
		for _, m := range c.areas {
			s.doc.CoachAreas = append(s.doc.CoachAreas, interchange.CoachArea{Coach: c.id, Municipality: m, From: s.beganOn})
		}
	}
}
