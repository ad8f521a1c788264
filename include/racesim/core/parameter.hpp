#pragma once
// Parameters of a mechanism: plain members with default initialisers and a table that says what each of them is. The
// table stands in the mechanism's source, so that a change of its texts compiles one file.
#include <span>

#include "racesim/core/field.hpp"

namespace racesim {

/// One parameter of `Params`: the member that holds it and what is said of it. The default is that of a
/// default-constructed `Params`: it is said nowhere else.
template <class Params>
struct Parameter {
  double Params::*member;
  Field field;
};

/// A struct of parameters that has such a table.
template <class T>
concept Tabulated = requires {
  T::fields();
};

}  // namespace racesim
