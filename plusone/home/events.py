"""What an operator does to the school as a whole."""

from plusone.core import events

SCHOOL_CHANGED = events.declare("home.school_changed", "The operator changed the school's name, language or texts.")
TEST_SENT = events.declare("home.test_sent", "The operator sent a test mail.")
SENT_AGAIN = events.declare("home.letter_sent_again", "The operator sent a letter again that had not gone out.")
