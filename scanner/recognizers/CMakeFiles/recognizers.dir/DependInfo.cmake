
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/tmp/sk/scanner/recognizers/address.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/address.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/address.cc.o.d"
  "/tmp/sk/scanner/recognizers/bank_account.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/bank_account.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/bank_account.cc.o.d"
  "/tmp/sk/scanner/recognizers/birth_date.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/birth_date.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/birth_date.cc.o.d"
  "/tmp/sk/scanner/recognizers/card_expiry.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/card_expiry.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/card_expiry.cc.o.d"
  "/tmp/sk/scanner/recognizers/card_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/card_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/card_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/check_digits.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/check_digits.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/check_digits.cc.o.d"
  "/tmp/sk/scanner/recognizers/context.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/context.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/context.cc.o.d"
  "/tmp/sk/scanner/recognizers/creed.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/creed.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/creed.cc.o.d"
  "/tmp/sk/scanner/recognizers/crime.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/crime.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/crime.cc.o.d"
  "/tmp/sk/scanner/recognizers/digit_runs.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/digit_runs.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/digit_runs.cc.o.d"
  "/tmp/sk/scanner/recognizers/email.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/email.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/email.cc.o.d"
  "/tmp/sk/scanner/recognizers/facts.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/facts.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/facts.cc.o.d"
  "/tmp/sk/scanner/recognizers/health.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/health.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/health.cc.o.d"
  "/tmp/sk/scanner/recognizers/honseki.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/honseki.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/honseki.cc.o.d"
  "/tmp/sk/scanner/recognizers/insurance_id.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/insurance_id.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/insurance_id.cc.o.d"
  "/tmp/sk/scanner/recognizers/juminhyo_code.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/juminhyo_code.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/juminhyo_code.cc.o.d"
  "/tmp/sk/scanner/recognizers/licence_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/licence_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/licence_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/my_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/my_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/my_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/name.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/name.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/name.cc.o.d"
  "/tmp/sk/scanner/recognizers/number_evidence.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/number_evidence.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/number_evidence.cc.o.d"
  "/tmp/sk/scanner/recognizers/number_labels.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/number_labels.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/number_labels.cc.o.d"
  "/tmp/sk/scanner/recognizers/passport_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/passport_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/passport_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/patterns.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/patterns.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/patterns.cc.o.d"
  "/tmp/sk/scanner/recognizers/pension_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/pension_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/pension_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/phone.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/phone.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/phone.cc.o.d"
  "/tmp/sk/scanner/recognizers/race.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/race.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/race.cc.o.d"
  "/tmp/sk/scanner/recognizers/reading.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/reading.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/reading.cc.o.d"
  "/tmp/sk/scanner/recognizers/registry.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/registry.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/registry.cc.o.d"
  "/tmp/sk/scanner/recognizers/religion.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/religion.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/religion.cc.o.d"
  "/tmp/sk/scanner/recognizers/residence_card.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/residence_card.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/residence_card.cc.o.d"
  "/tmp/sk/scanner/recognizers/sexual.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/sexual.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/sexual.cc.o.d"
  "/tmp/sk/scanner/recognizers/social_status.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/social_status.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/social_status.cc.o.d"
  "/tmp/sk/scanner/recognizers/symbol_and_number.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/symbol_and_number.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/symbol_and_number.cc.o.d"
  "/tmp/sk/scanner/recognizers/terms.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/terms.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/terms.cc.o.d"
  "/tmp/sk/scanner/recognizers/union.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/union.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/union.cc.o.d"
  "/tmp/sk/scanner/recognizers/victim.cc" "scanner/recognizers/CMakeFiles/recognizers.dir/victim.cc.o" "gcc" "scanner/recognizers/CMakeFiles/recognizers.dir/victim.cc.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/tmp/sk/dictionaries/CMakeFiles/dictionaries.dir/DependInfo.cmake"
  "/tmp/sk/scanner/text/CMakeFiles/text.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
