package audit

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var whole = Entry{
	County: 1, Seq: 7, At: time.Date(2026, 11, 23, 6, 0, 0, 123456000, time.UTC), Request: "r1", ActorID: "u1", Actor: "Riikka Tolonen",
	Role: "coach", Unit: "Suvannon IPS", Action: Showed, Kind: "client", Target: "c1", Relation: "team", Basis: "coach_team",
	Result: Shown, Detail: "header", Clients: []int64{3, 5},
}

// TestEveryFieldIsInTheHash changes each field of an entry in turn, also one
// that will be added some day.
func TestEveryFieldIsInTheHash(t *testing.T) {
	before := [32]byte{1}
	sealed := whole.Seal(before)
	fields := reflect.TypeFor[Entry]()
	for i := range fields.NumField() {
		name := fields.Field(i).Name
		t.Run(name, func(t *testing.T) {
			changed := whole
			field := reflect.ValueOf(&changed).Elem().Field(i)
			switch v := field.Interface().(type) {
			case int64:
				field.SetInt(v + 1)
			case string, Action, Result:
				field.SetString(field.String() + "x")
			case time.Time:
				field.Set(reflect.ValueOf(v.Add(time.Microsecond)))
			case []int64:
				field.Set(reflect.ValueOf(append([]int64{99}, v...)))
			case [32]byte:
				field.Set(reflect.ValueOf([32]byte{9}))
			default:
				t.Fatalf("this test does not know how to change a %T", v)
			}
			same := changed.Seal(before).Hash == sealed.Hash
			if isHash := name == "Hash"; same != isHash { // the hash itself is what is made
				t.Errorf("with another %s the hash is the same: %v", name, same)
			}
		})
	}
	t.Run("the entry before", func(t *testing.T) {
		if whole.Seal([32]byte{2}).Hash == sealed.Hash {
			t.Error("after another entry the hash is the same")
		}
	})
}

func TestSeal(t *testing.T) {
	sealed := whole.Seal([32]byte{})
	for _, row := range []struct {
		rule   string
		change func(*Entry)
		same   bool
	}{
		{"the order of the clients does not matter", func(e *Entry) { e.Clients = []int64{5, 3} }, true},
		{"nor how often one is named", func(e *Entry) { e.Clients = []int64{3, 5, 3} }, true},
		{"no clients are not some", func(e *Entry) { e.Clients = nil }, false},
		{"a moment is kept to the microsecond", func(e *Entry) { e.At = e.At.Add(999 * time.Nanosecond) }, true},
		{"wherever it was told", func(e *Entry) { e.At = e.At.In(time.FixedZone("Helsinki", 7200)) }, true},
		{"a text that moves into the next field is seen", func(e *Entry) { e.Role, e.Unit = "coachS", "uvannon IPS" }, false},
		{"one that moves over an empty field too", func(e *Entry) { e.Kind, e.Target = "", "clientc1" }, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			changed := whole
			row.change(&changed)
			if same := changed.Seal([32]byte{}).Hash == sealed.Hash; same != row.same {
				t.Errorf("the hash is the same: %v, want %v", same, row.same)
			}
		})
	}
}

func TestSealKeepsWhatItWasGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := whole
		e.Clients = rapid.SliceOf(rapid.Int64Range(1, 9)).Draw(t, "clients")
		given := append([]int64(nil), e.Clients...)
		once := e.Seal([32]byte{})
		if !reflect.DeepEqual(append([]int64(nil), e.Clients...), given) {
			t.Fatalf("the clients given were %v and are %v", given, e.Clients)
		}
		for i, c := range once.Clients {
			if i > 0 && c <= once.Clients[i-1] {
				t.Fatalf("the clients sealed are %v", once.Clients)
			}
		}
		if again := once.Seal([32]byte{}); !reflect.DeepEqual(again, once) {
			t.Fatalf("sealed again it is %+v, not %+v", again, once)
		}
	})
}
