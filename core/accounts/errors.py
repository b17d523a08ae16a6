"""Why an account rule says no: one class and one sentence for each reason."""

from core.errors import Refusal


class MalformedEmail(Refusal):
    """The text cannot be an e-mail address."""

    sentence = "This does not look like an e-mail address. Please check it."


class SameEmail(Refusal):
    """The new address is the one that the account has."""

    sentence = "This is your address already."


class EmailTaken(Refusal):
    """Somebody has an account under this address, perhaps in other capitals."""

    sentence = "There is already an account with this e-mail. Sign in, or ask for a new password."


class NameMissing(Refusal):
    """No visible character is left of the name."""

    sentence = "Please tell us what to call you."


class NameTooLong(Refusal):
    """More characters than we keep."""

    sentence = "Please use a name of at most 100 characters."


class PasswordRefused(Refusal):
    """The password breaks one rule of the policy; the subclasses say which."""


class PasswordTooShort(PasswordRefused):
    """Fewer characters than the role asks for."""

    def __init__(self, minimum: int) -> None:
        super().__init__(f"Please use at least {minimum} characters. A short sentence works well.")


class PasswordTooLong(PasswordRefused):
    """More than 128 characters."""

    sentence = "Please use at most 128 characters."


class PasswordCommon(PasswordRefused):
    """On the list of passwords that guessers try first."""

    sentence = "Many people use this password, so it is easy to guess. Please choose another one."


class PasswordLikeAccount(PasswordRefused):
    """Little more than the person's name, e-mail or our own name."""

    sentence = "This password is too close to your name, your e-mail or our name. Please choose another one."


class WrongPassword(Refusal):
    """The current password, asked for once more, is not right."""

    sentence = "The current password is not right."


class WrongEmailOrPassword(Refusal):
    """The same answer for an unknown address, a wrong password and a closed account."""

    sentence = "The e-mail or the password is not right."


class TooManyTries(Refusal):
    """The throttle is closed for this name at this address; it opens by itself."""

    def __init__(self, wait_seconds: int) -> None:
        minutes = max(1, -(-wait_seconds // 60))
        super().__init__(
            f"Too many tries. Please wait {minutes} minute{'' if minutes == 1 else 's'}, or ask for a new password."
        )


class LinkExpired(Refusal):
    """The link was used before, is too old, or was never ours: nobody is told which."""

    sentence = "This link does not work any more. Please ask for a new one."


class UnknownTimezone(Refusal):
    """Not a name of the time zone list."""

    sentence = "Please choose a time zone from the list."


class BandOutOfRange(Refusal):
    """Not a band of the exam."""

    sentence = "Please choose a band from 1 to 9, in steps of a half."


class TextTooLong(Refusal):
    """More characters than the field keeps."""

    def __init__(self, field: str, maximum: int) -> None:
        super().__init__(f"{field}: please use at most {maximum} characters.")


class DateInThePast(Refusal):
    """A test date before today."""

    sentence = "This date has passed. Please choose the date of your next test."


class NumberOutOfRange(Refusal):
    """A setting outside what the product offers."""

    def __init__(self, field: str, low: int, high: int) -> None:
        super().__init__(f"{field}: please choose a number from {low} to {high}.")


class PersonNotFound(Refusal):
    """No account under this address or number."""

    sentence = "There is no account with this e-mail."


class LastAdministrator(Refusal):
    """Somebody must stay able to manage roles."""

    sentence = "This is the only person who can manage roles. Please make somebody else an administrator first."


class TooManyMails(Refusal):
    """Enough mails of this kind were sent within the hour."""

    sentence = "We have sent you three mails already. Please look in your spam folder, or try again in an hour."


class UnknownChoice(Refusal):
    """A value that the form does not offer."""

    sentence = "Please choose one of the values in the list."


class PlanStillRuns(Refusal):
    """A plan that would be charged again."""

    sentence = "Your plan would renew. Cancel it first, under Plan and credits: then you can erase your account."


class StaffStays(Refusal):
    """Somebody whom others rely on."""

    sentence = "A tutor or administrator hands back the role first: another administrator takes it."
