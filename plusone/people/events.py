"""What happens to people, for the log. No event carries a name or an address."""

from plusone.core.events import declare

REGISTERED = declare("people.registered", "Somebody made an account.")
ADDRESS_CONFIRMED = declare("people.address_confirmed", "Somebody pressed the button in the mail to their address.")
ADDRESS_CHANGED = declare("people.address_changed", "Somebody's mail address was replaced by a confirmed one.")
PROFILE_CHANGED = declare("people.profile_changed", "Somebody changed their name, language, time zone or access needs.")
PASSWORD_CHANGED = declare("people.password_changed", "Somebody set a new password, knowing the old one or by mail.")
RESET_ASKED = declare("people.reset_asked", "A link for a new password was made for somebody.")
SIGNED_OUT_EVERYWHERE = declare("people.signed_out_everywhere", "Somebody ended all their sessions.")
ROLE_GIVEN = declare("people.role_given", "Somebody was given a role.")
ROLE_WITHDRAWN = declare("people.role_withdrawn", "A role was withdrawn from somebody.")
INVITED = declare("people.invited", "An invitation to roles was sent by mail.")
INVITATION_WITHDRAWN = declare("people.invitation_withdrawn", "An invitation was withdrawn before it was accepted.")
INVITATION_ACCEPTED = declare("people.invitation_accepted", "Somebody accepted an invitation.")
CONSENT_ANSWERED = declare("people.consent_answered", "Somebody said yes or no to one use of their data.")
DATA_DOWNLOADED = declare("people.data_downloaded", "Somebody downloaded what the school holds about them.")
ERASED = declare("people.erased", "Somebody was erased; their row is blank and keeps its number.")
