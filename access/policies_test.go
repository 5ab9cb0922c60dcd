package access

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"

	"pgregory.net/rapid"

	"sijoita/casework"
)

// roleFiles says which file holds the policies of which role.
var roleFiles = map[string]casework.Role{
	"everyone.cedar":                RoleEveryone,
	"coach.cedar":                   casework.RoleCoach,
	"team_leader.cedar":             casework.RoleTeamLeader,
	"care_worker.cedar":             casework.RoleCareWorker,
	"manager.cedar":                 casework.RoleManager,
	"reviewer.cedar":                casework.RoleReviewer,
	"administrator.cedar":           casework.RoleAdministrator,
	"data_protection_officer.cedar": casework.RoleDPO,
	"operator.cedar":                RoleOperator,
	"system.cedar":                  RoleSystem,
}

func TestEveryPolicyFileIsReadAndSpeaksOfItsRole(t *testing.T) {
	onDisk, err := filepath.Glob("policies/*")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"policies/schema.cedarschema"}
	for name := range roleFiles {
		want = append(want, "policies/"+name)
	}
	slices.Sort(want)
	if !slices.Equal(onDisk, want) {
		t.Fatalf("the folder holds %q, expected %q", onDisk, want)
	}
	read := 0
	for name, role := range roleFiles {
		list := written(t, name)
		if len(list) == 0 {
			t.Errorf("%s holds no policies", name)
		}
		for id := range list {
			read++
			if rule, ok := embedded().rules[id]; !ok || rule.Role != role {
				t.Errorf("%s: policy %s is built in: %v, with the role %q", name, id, ok, rule.Role)
			}
		}
	}
	if read != len(embedded().rules) {
		t.Errorf("%d policies on disk, %d built in", read, len(embedded().rules))
	}
}

// written are the policies of files in the policies folder, as they stand there.
func written(t *testing.T, names ...string) cedar.PolicyMap {
	t.Helper()
	ps := cedar.PolicyMap{}
	for _, name := range names {
		text, err := os.ReadFile("policies/" + name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := cedar.NewPolicyListFromBytes(name, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range list {
			ps[cedar.PolicyID(p.Annotations()["id"])] = p
		}
	}
	return ps
}

// Deciding by the policies of one action gives what the engine gives when it is
// handed all of them as they are written.
func TestDecideAgreesWithTheEngine(t *testing.T) {
	all := written(t, slices.Collect(maps.Keys(roleFiles))...)
	rapid.Check(t, func(t *rapid.T) {
		actor, resource := drawActor(t), drawClient(t)
		entities := pair{askerOf(actor, today).Entity, resourceOf(resource)}
		for _, action := range Actions {
			verdict, why := cedar.Authorize(all, entities, cedar.Request{
				Principal: entities.principal.UID, Action: actionUID(action), Resource: entities.resource.UID,
			})
			var spoke []string
			for _, reason := range why.Reasons {
				spoke = append(spoke, string(reason.PolicyID))
			}
			got := Decide(actor, action, resource, today)
			basis := strings.FieldsFunc(got.Basis, func(r rune) bool { return r == ',' })
			slices.Sort(spoke)
			slices.Sort(basis)
			if got.Allowed != bool(verdict) || !slices.Equal(basis, spoke) || len(why.Errors) > 0 {
				t.Fatalf("%s: got %+v, the engine says %v by %q with errors %v", action, got, verdict, spoke, why.Errors)
			}
		}
	})
}

func TestEveryActionIsSomebodys(t *testing.T) {
	for _, action := range Actions {
		permitted := slices.ContainsFunc(embedded().about[action], func(p namedPolicy) bool {
			return p.Effect() == cedar.Permit
		})
		if !permitted {
			t.Errorf("no policy permits %s to anybody", action)
		}
	}
}

func TestOnlyTheCountysBorderAndABanForbid(t *testing.T) {
	for id, rule := range embedded().rules {
		if rule.Forbids != (id == "own_county_only" || id == "named_person_ban") {
			t.Errorf("policy %s: forbids is %v", id, rule.Forbids)
		}
	}
}

func TestPoliciesAndEntitiesFitTheSchema(t *testing.T) {
	check := validator(t)
	for id, p := range written(t, slices.Collect(maps.Keys(roleFiles))...) {
		if err := check.Policy(string(id), (*ast.Policy)(p.AST())); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, who := range cast {
		if err := check.Entity(askerOf(who.as(always), today).Entity); err != nil {
			t.Errorf("%s: %v", who.name, err)
		}
	}
	for _, s := range situations {
		if err := check.Entity(resourceOf(s.resource)); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	for _, action := range Actions {
		request := cedar.Request{
			Principal: cedar.NewEntityUID("Person", "me"), Action: actionUID(action), Resource: cedar.NewEntityUID("Resource", "1"),
		}
		if err := check.Request(request); err != nil {
			t.Errorf("%s: %v", action, err)
		}
	}
}

func validator(t *testing.T) *validate.Validator {
	t.Helper()
	text, err := os.ReadFile("policies/schema.cedarschema")
	if err != nil {
		t.Fatal(err)
	}
	var s schema.Schema
	if err := s.UnmarshalCedar(text); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	if len(resolved.Actions) != len(Actions) {
		t.Errorf("the schema has %d actions, the program %d", len(resolved.Actions), len(Actions))
	}
	return validate.New(resolved)
}

const annotations = `@id("x") @role("coach") @relation("team") @reason("Because.") `

func TestMistypedAttributeIsFoundAndRefuses(t *testing.T) {
	ps := mustRead(t, annotations+`permit (principal is Person, action == Action::"read_client", resource) when { true };
		@id("y") @role("everyone") @relation("none") @reason("Because.") forbid (principal, action, resource) when { resource.cuonty == 7 };`)
	for _, p := range ps.about[ReadClient] {
		err := validator(t).Policy(string(p.id), (*ast.Policy)(p.AST()))
		if mistyped := p.id == "y"; mistyped != (err != nil) {
			t.Errorf("%s: the schema's check gives %v", p.id, err)
		}
	}
	got := ps.decide(askerOf(person(always, casework.RoleCoach), today), ReadClient, ownClient)
	if want := (Decision{Relation: NoRelation, Basis: "y"}); got != want {
		t.Errorf("a policy that fails does not refuse: got %+v, want %+v", got, want)
	}
}

func TestPoliciesThatCannotStand(t *testing.T) {
	const body = `permit (principal, action == Action::"read_client", resource);`
	for _, row := range []struct{ name, text, want string }{
		{"not Cedar", `permit everything`, "policies/a.cedar"},
		{"without an id", `@role("coach") @relation("team") @reason("R.") ` + body, "without @id"},
		{"without a role", `@id("x") @relation("team") @reason("R.") ` + body, "without @role"},
		{"without a relation", `@id("x") @role("coach") @reason("R.") ` + body, "without @relation"},
		{"without a reason", `@id("x") @role("coach") @relation("team") ` + body, "without @reason"},
		{"an id twice", annotations + body + "\n" + annotations + body, `line 2: policy id "x" is taken`},
		{"an unknown role", strings.Replace(annotations, "coach", "boss", 1) + body, `unknown role "boss"`},
		{"an unknown relation", strings.Replace(annotations, "team", "cousin", 1) + body, `unknown relation "cousin"`},
		{"a mistyped action", annotations + strings.Replace(body, "read_client", "read_cleint", 1), `unknown action "read_cleint"`},
		{"an action twice", annotations + `permit (principal, action in [Action::"read_client", Action::"read_client"], resource);`, "twice"},
		{"a group of actions", annotations + `permit (principal, action in Action::"read_client", resource);`, "cannot read which actions"},
		{"a mistyped action in a list", annotations + `permit (principal, action in [Action::"read_client", Action::"note"], resource);`, `unknown action "note"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := readPolicies(folder(row.text))
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v, want an error with %q", err, row.want)
			}
		})
	}
}

func mustRead(t *testing.T, text string) policies {
	t.Helper()
	ps, err := readPolicies(folder(text))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

func folder(text string) fstest.MapFS {
	return fstest.MapFS{"policies/a.cedar": {Data: []byte(text)}}
}

func TestDescribeTellsEveryRole(t *testing.T) {
	told := 0
	for _, role := range Describe() {
		if len(role.Rules) == 0 {
			t.Errorf("%d rules are told of %s", len(role.Rules), role.Role)
		}
		for _, rule := range role.Rules {
			told++
			if rule.Role != role.Role || !strings.HasSuffix(rule.Reason, ".") {
				t.Errorf("%+v stands under %s", rule, role.Role)
			}
		}
	}
	if told != len(embedded().rules) {
		t.Errorf("%d rules told of %d", told, len(embedded().rules))
	}
}

// What the log and the pages name by key has its words in every language.
func TestCatalogueHasTheWords(t *testing.T) {
	var want []string
	for _, action := range Actions {
		want = append(want, action.Key(), action.RefusedKey())
	}
	for _, relation := range Relations {
		want = append(want, relation.Key())
	}
	for _, role := range Describe() {
		for _, rule := range role.Rules {
			want = append(want, BasisKey(rule.ID))
		}
	}
	want = append(want, RoleKey(RoleOperator), RoleKey(RoleSystem), RoleKey(RoleEveryone), NothingKey)
	slices.Sort(want)
	for _, lang := range []string{"fi", "sv", "en"} {
		if got := slices.Sorted(maps.Keys(catalogue(t, lang))); !slices.Equal(got, want) {
			t.Errorf("%s: the keys differ from what is asked for:\n got %q\nwant %q", lang, got, want)
		}
	}
	english := catalogue(t, "en")
	for id, rule := range embedded().rules {
		if said := english[BasisKey(rule.ID)]; said != rule.Reason {
			t.Errorf("%s: the catalogue says %q, the policy %q", id, said, rule.Reason)
		}
	}
}

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../internal/i18n/catalogue/" + lang + "/access.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	return words
}
