package casework

import (
	"database/sql/driver"
	"encoding/base32"
	"fmt"
)

// UID names a record to the outside: in an address, a form, a phone's outbox.
// It is 128 random bits and says nothing of what it names.
type UID [16]byte

var uidText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// String gives the uid's 26 letters.
func (u UID) String() string { return uidText.EncodeToString(u[:]) }

// IsZero tells that there is no uid.
func (u UID) IsZero() bool { return u == UID{} }

// ParseUID reads the 26 letters that String gives.
func ParseUID(s string) (UID, error) {
	var u UID
	raw, err := uidText.DecodeString(s)
	copy(u[:], raw)
	if err != nil || len(raw) != len(u) || u.String() != s { // base32 skips line breaks and ignores the last two bits
		return UID{}, fmt.Errorf("%q is not a uid", s)
	}
	return u, nil
}

// MarshalText writes the 26 letters.
func (u UID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads the 26 letters.
func (u *UID) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUID(string(text))
	return err
}

// Value stores the 16 bytes.
func (u UID) Value() (driver.Value, error) { return u[:], nil }

// Scan reads the 16 bytes.
func (u *UID) Scan(src any) error {
	raw, ok := src.([]byte)
	if !ok || len(raw) != len(u) {
		return fmt.Errorf("a uid cannot be read from %T", src)
	}
	copy(u[:], raw)
	return nil
}
