"""What screens call the modules of the test and the roles."""

from core.actor import Role
from core.content.types import ModuleType

MODULES = {ModuleType.academic: "Academic", ModuleType.general: "General Training"}
ROLES = {Role.learner: "Learner", Role.tutor: "Tutor", Role.admin: "Administrator"}
