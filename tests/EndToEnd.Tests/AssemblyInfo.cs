// Each of these tests starts a whole server that uses every core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
