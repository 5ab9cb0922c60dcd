package sets

import (
	"fmt"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/demo"
	"sijoita/internal/store"
)

// municipalities are those where clients live and employers are.
var municipalities = casework.Municipalities()

// careTeamsOfTeam is how many care teams a team works with.
const careTeamsOfTeam = 3

// setUp makes what stands before the first client comes: the programme, the
// teams, everybody who works there, and the employers.
func (c *county) setUp(tx *store.Tx) error {
	programme := []casework.Programme{{
		Record: c.record(), Kind: casework.IPS, Name: "IPS – Sijoita ja valmenna!", StartsOn: c.begins, Scale: "ips-25", Terms: casework.TermsCare,
	}}
	if err := tx.AddProgrammes(programme); err != nil {
		return err
	}
	c.programme = programme[0].ID
	if err := c.addTeams(tx); err != nil {
		return err
	}
	if err := c.addOffice(tx); err != nil {
		return err
	}
	for n, t := range c.teams {
		if err := c.addPeopleOf(tx, n, t); err != nil {
			return err
		}
	}
	if err := c.addEmployers(tx); err != nil {
		return err
	}
	return tx.Append(audit.Entry{
		Request: c.request(), ActorID: "cli:mittaus", Actor: "mittaus", Role: "operator", Action: audit.Imported, Kind: "document",
		Relation: "operator", Result: audit.Done, Detail: fmt.Sprintf("teams %d, employers %d", c.Teams, c.Employers),
	})
}

func (c *county) addTeams(tx *store.Tx) error {
	var teams []casework.Team
	var careTeams []casework.CareTeam
	for n := range c.Teams {
		teams = append(teams, casework.Team{Record: c.record(), ProgrammeID: c.programme, Name: fmt.Sprintf("IPS-tiimi %d", n+1)})
		for k := range careTeamsOfTeam {
			careTeams = append(careTeams, casework.CareTeam{
				Record: c.record(), Name: fmt.Sprintf("Psykiatrian poliklinikka %d", n*careTeamsOfTeam+k+1), Kind: casework.CarePsychiatry,
				Municipality: municipalities[(c.number*17+n)%len(municipalities)],
			})
		}
	}
	if err := tx.AddTeams(teams); err != nil {
		return err
	}
	if err := tx.AddCareTeams(careTeams); err != nil {
		return err
	}
	for n, t := range teams {
		made := &team{id: t.ID, name: t.Name}
		for k := range careTeamsOfTeam {
			made.careTeams = append(made.careTeams, careTeams[n*careTeamsOfTeam+k].ID)
		}
		c.teams = append(c.teams, made)
	}
	return nil
}

// worker is one of the staff who is about to be added, with the login.
type worker struct {
	casework.Staff
	login string
}

func (c *county) worker(role casework.Role, login, title string, n int, grant casework.Grant) worker {
	given, family := demo.Name(c.number*1009 + n)
	grant.Role, grant.Span = role, casework.Span{From: c.begins}
	return worker{casework.Staff{Record: c.record(), Name: given + " " + family, Title: title, Grants: []casework.Grant{grant}}, login}
}

// addWorkers adds them with their accounts, and gives them with their keys.
func (c *county) addWorkers(tx *store.Tx, all []worker) ([]casework.Staff, error) {
	staff := make([]casework.Staff, len(all))
	for i, w := range all {
		staff[i] = w.Staff
	}
	if err := tx.AddPeople(staff); err != nil {
		return nil, err
	}
	for i, w := range all {
		if err := tx.AddAccount(store.Account{StaffID: staff[i].ID, Login: w.login, Password: c.password, Language: "fi"}); err != nil {
			return nil, err
		}
	}
	return staff, nil
}

// addOffice adds the administrator and the manager.
func (c *county) addOffice(tx *store.Tx) error {
	_, err := c.addWorkers(tx, []worker{
		c.worker(casework.RoleAdministrator, Login("admin", c.number, 1), "pääkäyttäjä", 1, casework.Grant{}),
		c.worker(casework.RoleManager, Login("manager", c.number, 1), "palvelupäällikkö", 2, casework.Grant{}),
	})
	return err
}

// addPeopleOf adds the coaches of a team, which has its number within the
// county, its leader and a worker of each of its care teams, and lets each coach
// attend them.
func (c *county) addPeopleOf(tx *store.Tx, number int, t *team) error {
	var all []worker
	first := 3 + number*(c.Coaches+careTeamsOfTeam+1)
	for k := range c.Coaches {
		all = append(all, c.worker(casework.RoleCoach, Login("coach", c.number, number*c.Coaches+k+1), "työhönvalmentaja", first+k, casework.Grant{TeamID: t.id}))
	}
	for k, careTeam := range t.careTeams {
		all = append(all, c.worker(casework.RoleCareWorker, Login("care", c.number, number*careTeamsOfTeam+k+1), "sairaanhoitaja", first+c.Coaches+k,
			casework.Grant{CareTeamID: careTeam}))
	}
	all = append(all, c.worker(casework.RoleTeamLeader, Login("leader", c.number, number+1), "tiiminvetäjä", first+c.Coaches+careTeamsOfTeam, casework.Grant{TeamID: t.id}))
	staff, err := c.addWorkers(tx, all)
	if err != nil {
		return err
	}
	var attends []casework.CareTeamAssignment
	for _, s := range staff[:c.Coaches] {
		s.Grants[0].Unit = t.name
		t.coaches = append(t.coaches, &coach{Staff: s, team: t})
		for _, careTeam := range t.careTeams {
			attends = append(attends, casework.CareTeamAssignment{CareTeamID: careTeam, CoachID: s.ID, Span: casework.Span{From: c.begins}})
		}
	}
	return tx.AddCareTeamAssignments(attends)
}

func (c *county) addEmployers(tx *store.Tx) error {
	all := make([]casework.Employer, c.Employers)
	for n := range all {
		t := c.teams[n%len(c.teams)]
		name, industry := demo.EmployerName(n)
		if n >= employerNames {
			name = fmt.Sprintf("%s %d", name, n/employerNames+1)
		}
		by := t.coaches[n/len(c.teams)%len(t.coaches)].ID
		all[n] = casework.Employer{
			Noted: c.noted(by, c.begins), Name: name, Industry: industry, Municipality: municipalities[n%len(municipalities)], Sector: casework.SectorCompany,
		}
		if n%4 == 0 {
			given, family := demo.Name(n)
			all[n].Persons = []casework.ContactPerson{{Name: given + " " + family, Role: "esihenkilö", Decides: true}}
		}
	}
	if err := tx.AddEmployers(all); err != nil {
		return err
	}
	for n, e := range all {
		t := c.teams[n%len(c.teams)]
		t.employers = append(t.employers, e.ID)
	}
	return nil
}

// employerNames is how many names there are before the first comes again.
const employerNames = 24 * 19
