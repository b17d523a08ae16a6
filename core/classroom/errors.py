"""What classes refuse."""

from core.errors import Refusal


class CohortNotFound(Refusal):
    """No such class, or none that this person may see."""

    sentence = "There is no such class, or you do not teach it."


class CodeNotFound(Refusal):
    """A join code that leads nowhere."""

    sentence = "No class has this code. Please check it with your tutor."


class NameOfClass(Refusal):
    """A name that is empty or too long."""

    sentence = "Please give the class a name of at most 100 characters."


class TooManyAddresses(Refusal):
    """More than one invites at once."""

    sentence = "Please invite at most 200 people at once."


class FaultyRoster(Refusal):
    """A list with faults: nobody was invited."""

    sentence = "Nobody was invited: please mend the lines with faults first."


class ConsentMissing(Refusal):
    """Joining without agreeing to be seen."""

    sentence = "Please tick that you agree. Without it your tutor cannot see your work, and you cannot join."


class TeachesAlready(Refusal):
    """A tutor of a class is not also its learner."""

    sentence = "You teach this class, so you cannot join it as a learner."


class LastTutor(Refusal):
    """A class without a tutor would be seen by nobody."""

    sentence = "You are the last tutor of this class. Add another one first, or archive the class."


class NotATutor(Refusal):
    """Somebody who has no tutor's role."""

    sentence = "No tutor here has this address. An administrator gives the role."


class LearnerNotFound(Refusal):
    """Nobody whom this tutor teaches."""

    sentence = "There is no such learner in your classes."


class DueBeforeOpen(Refusal):
    """Work that would be due in the past."""

    sentence = "Work must be due after it opens, and not in the past."


class NoteTooLong(Refusal):
    """More words than the note holds."""

    sentence = "Please keep the note under 1,000 characters."


class AssignmentNotFound(Refusal):
    """No such set work in a class of this tutor."""

    sentence = "There is no such work in your classes."


class ReviewNotFound(Refusal):
    """No such review in the tutor's queue."""

    sentence = "There is no such essay in your queue. Somebody may have looked at it already."


class NoTutor(Refusal):
    """Nobody could look."""

    sentence = "You are in no class, so there is no tutor who could look at it."


class AskedAlready(Refusal):
    """One look a result."""

    sentence = "You have asked for this essay already."


class ResultNotReady(Refusal):
    """There is nothing to look at yet."""

    sentence = "This essay has no result yet."


class ReasonMissing(Refusal):
    """A mark without a word of why."""

    sentence = "Please say why in a sentence or two: the learner reads it beside your bands."


class QuoteNotFound(Refusal):
    """A comment on words that are not there."""

    sentence = "These words do not stand in the essay. Copy them from it exactly."


class CommentWords(Refusal):
    """A comment without words, or with too many."""

    sentence = "A comment needs words of its own, at most 1,000 characters, on at most 500 characters of the essay."


class TooManyComments(Refusal):
    """More comments than anybody reads."""

    sentence = "This essay has 60 comments. A learner can use ten."


class BankFull(Refusal):
    """The comment bank is full."""

    sentence = "Your bank holds 300 comments. Take one out first."


class NobodyChosen(Refusal):
    """Work for some learners, and none of them named."""

    sentence = "Choose at least one learner of the class."


class SampleRange(Refusal):
    """A share of essays outside 0 to 100 percent."""

    sentence = "The share must be between 0 and 100 percent."


class NoExercises(Refusal):
    """Exercises on a kind of error that the engine does not find reliably."""

    sentence = "There are no exercises on this kind of error."


class DraftsRange(Refusal):
    """A number of versions that nobody can hand in."""

    sentence = "Take between 1 and 9 versions, or as many as they like."


class SaidAlready(Refusal):
    """The same words to the same learner within a day."""

    sentence = "They have this message from you already."
