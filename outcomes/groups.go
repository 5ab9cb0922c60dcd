package outcomes

import (
	"cmp"
	"slices"

	"sijoita/casework"
)

// Group is the rates of the clients of one municipality, care team, age group
// or main income. Key is null when it is not known. Name is that of a
// municipality or a care team; the other keys are words.
type Group struct {
	Key   *string `json:"key"`
	Name  *string `json:"name"`
	Rates Rates   `json:"rates"`
}

// Groups gives the lists of groups in the order of GroupLists.
func (r Results) Groups() [][]Group {
	return [][]Group{r.Municipalities, r.CareTeams, r.AgeGroups, r.MainIncomes}
}

// grouping is one way to part the referred: where a client belongs by the
// newest episode on the day, what a group is called, and the order.
type grouping struct {
	list  string // the key of the list
	key   func(t *counting, row Row) *string
	name  func(t *counting, key string) *string
	order func(a, b string) int
	all   []string // groups that are told though nobody is in them
}

// GroupLists names the ways to part the referred, by the keys of their lists.
var GroupLists = []string{"municipalities", "care_teams", "age_groups", "main_incomes"}

var groupings = []grouping{ofMunicipality, ofCareTeam, ofAgeGroup, ofMainIncome}

var ofMunicipality = grouping{
	list: "municipalities",
	key:  func(t *counting, row Row) *string { return t.municipalityOf(row.ClientID) },
	name: func(_ *counting, key string) *string {
		if names, known := casework.MunicipalityNames(key); known {
			return &names.FI
		}
		return nil
	},
	order: cmp.Compare[string],
}

var ofCareTeam = grouping{
	list: "care_teams",
	key: func(t *counting, row Row) *string {
		if id, known := t.careTeams[t.episodes[row.EpisodeID].CareTeamOn(t.on)]; known {
			return &id
		}
		return nil
	},
	name: func(t *counting, key string) *string {
		i := slices.IndexFunc(t.CareTeams, func(c casework.CareTeam) bool { return c.Outward() == key })
		return &t.CareTeams[i].Name
	},
	order: casework.CompareIDs,
}

// AgeGroups lists the age groups: full years on the day of the newest referral.
var AgeGroups = []string{"under_25", "25_to_34", "35_to_44", "45_to_54", "55_or_over"}

var ofAgeGroup = grouping{
	list: "age_groups",
	key: func(t *counting, row Row) *string {
		born := t.Births[row.ClientID]
		if born.IsZero() {
			return nil
		}
		group := AgeGroups[min(max((age(born, t.episodes[row.EpisodeID].ReferredOn)-15)/10, 0), len(AgeGroups)-1)]
		return &group
	},
	order: func(a, b string) int { return cmp.Compare(slices.Index(AgeGroups, a), slices.Index(AgeGroups, b)) },
	all:   AgeGroups,
}

// age is in full years.
func age(born, on casework.Day) int {
	b, o := born.Time(), on.Time()
	years := o.Year() - b.Year()
	if o.Month() < b.Month() || o.Month() == b.Month() && o.Day() < b.Day() {
		years--
	}
	return years
}

// MainIncomes ranks the incomes: of several on one day the first is the main
// one. What one lives on comes first, what only adds to it last.
var MainIncomes = []string{
	"disability_pension_kela", "disability_pension_earnings", "rehabilitation_benefit", "sickness_allowance",
	"earnings_related_allowance", "basic_allowance", "labour_market_subsidy", "general_support", "student_aid", "wage",
	"other", "social_assistance", "housing_allowance", "pensioner_housing_allowance",
}

var ofMainIncome = grouping{
	list: "main_incomes",
	key: func(t *counting, row Row) *string {
		on := t.episodes[row.EpisodeID].ReferredOn
		var main *string
		for _, income := range t.Incomes[row.ClientID] {
			if income.Holds(on) && (main == nil || byRank(income.Kind, *main) < 0) {
				main = &income.Kind
			}
		}
		return main
	},
	order: byRank,
}

// byRank orders incomes by MainIncomes; others follow by their words.
func byRank(a, b string) int {
	rank := func(kind string) int {
		if i := slices.Index(MainIncomes, kind); i >= 0 {
			return i
		}
		return len(MainIncomes)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}

// OfGroup names a number of one group's rate: list is the key of its list, and
// number is Numerator or Denominator of the rate. No key is the group of those
// of whom it is not known.
func OfGroup(list string, key *string, number string) string {
	if key == nil {
		return list + ".null." + number
	}
	return list + "." + *key + "." + number
}

// countGroups parts the rows of every rate by the group of their client.
func (t *counting) countGroups(of grouping) {
	keys := make(map[int64]*string) // by client
	known := make(map[string]bool)
	for _, key := range of.all {
		known[OfGroup(of.list, &key, "")] = true
		t.groups[of.list] = append(t.groups[of.list], &key)
	}
	for _, row := range t.rows[Referred] {
		key := of.key(t, row)
		keys[row.ClientID] = key
		if name := OfGroup(of.list, key, ""); !known[name] {
			known[name] = true
			t.groups[of.list] = append(t.groups[of.list], key)
		}
	}
	for _, rate := range RateKeys {
		for _, number := range []string{Numerator(rate), Denominator(rate)} {
			for _, key := range t.groups[of.list] {
				t.open(OfGroup(of.list, key, number))
			}
			for _, row := range t.rows[number] {
				t.add(row, OfGroup(of.list, keys[row.ClientID], number))
			}
		}
	}
}

func (t *counting) groupList(of grouping) []Group {
	list := []Group{}
	for _, key := range t.groups[of.list] {
		g := Group{Key: key, Rates: ratesBy(func(rate string) Rate {
			return rateOf(t.n(OfGroup(of.list, key, Numerator(rate))), t.n(OfGroup(of.list, key, Denominator(rate))))
		})}
		if key != nil && of.name != nil {
			g.Name = of.name(t, *key)
		}
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b Group) int {
		if a.Key == nil || b.Key == nil {
			return cmp.Compare(nullLast(a.Key), nullLast(b.Key))
		}
		return of.order(*a.Key, *b.Key)
	})
	return list
}
