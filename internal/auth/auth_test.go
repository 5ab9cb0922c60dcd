package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var cheap = Cost{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

func passwords(t *testing.T, parallel int) *Passwords {
	t.Helper()
	p, err := NewPasswords(parallel, cheap)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPasswordMatchesItsOwnHashOnly(t *testing.T) {
	p := passwords(t, 1)
	hash, err := p.Hash(t.Context(), "syksyinen järvi")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		rule, password, hash string
		want                 bool
	}{
		{"the password itself", "syksyinen järvi", hash, true},
		{"the same letters from a keyboard that writes ä as two", "syksyinen ja\u0308rvi", hash, true},
		{"another password", "syksyinen meri", hash, false},
		{"an empty password", "", hash, false},
		{"nothing matches no hash", "syksyinen järvi", "", false},
		{"not even the dummy's own password", "nobody's password", "", false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			before := p.Done()
			got, err := p.Matches(t.Context(), row.password, row.hash)
			if err != nil || got != row.want {
				t.Errorf("got %v, %v", got, err)
			}
			if p.Done() != before+1 {
				t.Errorf("%d hashes were worked out, want 1 in every case", p.Done()-before)
			}
		})
	}
}

func TestHashIsSaltedAndTellsItsCost(t *testing.T) {
	p, err := NewPasswords(1, Recommended)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := p.Hash(t.Context(), "syksyinen järvi")
	two, _ := p.Hash(t.Context(), "syksyinen järvi")
	if one == two {
		t.Error("two hashes of one password are the same")
	}
	if want := "$argon2id$v=19$m=19456,t=2,p=1$"; !strings.HasPrefix(one, want) {
		t.Errorf("hash %q does not begin with %q", one, want)
	}
}

func TestOnlySoManyAreHashedAtATime(t *testing.T) {
	p := passwords(t, 2)
	var now, most atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			err := p.work(t.Context(), func() error {
				most.Store(max(most.Load(), now.Add(1)))
				defer now.Add(-1)
				runtime.Gosched()
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() > 2 || p.Done() != 20 {
		t.Errorf("%d at a time, %d done", most.Load(), p.Done())
	}
}

func TestWhoGivesUpIsNotHashedFor(t *testing.T) {
	p := passwords(t, 1)
	p.slots <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Matches(ctx, "x", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if p.Done() != 0 {
		t.Error("a hash was worked out all the same")
	}
}

func TestWeakness(t *testing.T) {
	const login = "riikka.tolonen@suvanto.fi"
	for _, row := range []struct {
		rule, password, want string
	}{
		{"four words are a good password", "kurki lentää yli suon", ""},
		{"twelve characters are enough", "tuikitavalli", ""},
		{"small letters alone will do", "mustikkametsässä", ""},
		{"eleven are too short", "tuikitavall", "account.password_short"},
		{"characters are counted, not bytes", "ääääööööåå", "account.password_short"},
		{"two hundred and one are too long", strings.Repeat("abc", 67), "account.password_long"},
		{"the login is no password", "Riikka.Tolonen@suvanto.fi", "account.password_is_login"},
		{"nor is the name in it", "riikka.tolonen", "account.password_is_login"},
		{"nor the name with figures", "riikka.tolonen2026!", "account.password_is_login"},
		{"what guessers try first", "Salasana1234", "account.password_common"},
		{"in Swedish too", "lösenord2026!", "account.password_common"},
		{"a row of keys", "qwertyuiop12", "account.password_common"},
		{"a row of figures", "123456789012", "account.password_common"},
		{"one character over and over", "aaaaaaaaaaaaaa", "account.password_common"},
		{"two characters in turn", "ababababababab", "account.password_common"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := Weakness(row.password, login); got != row.want {
				t.Errorf("Weakness(%q) = %q, want %q", row.password, got, row.want)
			}
		})
	}
}

func TestCodeStep(t *testing.T) {
	// The key and the codes of RFC 6238, appendix B, at their last six figures.
	const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	at := time.Unix(1111111109, 0)
	const code, step = "081804", 1111111109 / 30
	for _, row := range []struct {
		rule, secret, code string
		at                 time.Time
		last               int64
		want               bool
	}{
		{"the code of the moment", secret, code, at, 0, true},
		{"typed with a blank in the middle", secret, "081 804", at, 0, true},
		{"by a clock half a minute slow", secret, code, at.Add(30 * time.Second), 0, true},
		{"by a clock half a minute fast", secret, code, at.Add(-30 * time.Second), 0, true},
		{"a minute old", secret, code, at.Add(time.Minute), 0, false},
		{"after an older one was used", secret, code, at, step - 1, true},
		{"a second time", secret, code, at, step, false},
		{"when a later one was used already", secret, code, at, step + 1, false},
		{"another code", secret, "081805", at, 0, false},
		{"no code", secret, "", at, 0, false},
		{"no secret", "", code, at, 0, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, ok := CodeStep(row.secret, row.code, row.at, row.last)
			if ok != row.want || ok && got != step {
				t.Errorf("got %d, %v", got, ok)
			}
		})
	}
}

func TestSecretIsReadByAnApp(t *testing.T) {
	secret, err := NewSecret(bytes.NewReader([]byte("12345678901234567890")))
	if err != nil || secret != "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" {
		t.Errorf("got %q, %v", secret, err)
	}
	want := "otpauth://totp/Sijoita:riikka@suvanto.fi?issuer=Sijoita&secret=" + secret
	if got := SetUpURL(secret, "riikka@suvanto.fi"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestTokenIsHiddenFromLogs(t *testing.T) {
	token, err := NewToken(strings.NewReader("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(token); got != "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY" {
		t.Errorf("token %q", got)
	}
	if got := fmt.Sprintf("%v %s %#v %+v", token, token, token, struct{ T Token }{token}); strings.Contains(got, string(token)) {
		t.Errorf("printed: %s", got)
	}
	if _, err := NewToken(strings.NewReader("too short")); err == nil {
		t.Error("a token was made of too few bytes")
	}
}

func TestWaitingGrows(t *testing.T) {
	now := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	want := []time.Duration{ // after each failure
		0, 0, 0, 0, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 16 * time.Minute, 32 * time.Minute,
		time.Hour, time.Hour,
	}
	var throttle Throttle
	for i, w := range want {
		throttle = throttle.Fail(now, FreeForLogin)
		if got := throttle.Wait(now); got != w {
			t.Errorf("after failure %d one waits %s, want %s", i+1, got, w)
		}
	}
	if throttle.Wait(now.Add(59*time.Minute)) == 0 || throttle.Wait(now.Add(time.Hour)) != 0 {
		t.Error("the waiting does not end with its hour")
	}
	for range 1000 {
		throttle = throttle.Fail(now, FreeForLogin)
	}
	if got := throttle.Wait(now); got != time.Hour {
		t.Errorf("after a thousand failures one waits %s", got)
	}
	if got := throttle.Wait(now.Add(-30 * time.Second)); got != time.Hour {
		t.Errorf("on a server whose clock is behind one waits %s", got)
	}
	if got := throttle.Wait(now.Add(-48 * time.Hour)); got != 0 {
		t.Errorf("after a clock that was set back by two days one waits %s", got)
	}
	if got := throttle.Fail(now.Add(25*time.Hour), FreeForLogin); got.Failures != 1 || got.Wait(now.Add(25*time.Hour)) != 0 {
		t.Errorf("a day later all is not forgotten: %+v", got)
	}
}

func TestThrottleKeyNamesNobody(t *testing.T) {
	login, address := ThrottleKey("login", "riikka"), ThrottleKey("address", "riikka")
	if login == address || strings.Contains(login, "riikka") || len(login) != 64 {
		t.Errorf("keys %q and %q", login, address)
	}
}
