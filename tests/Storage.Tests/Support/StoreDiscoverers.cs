using MediaPipeline.Storage.Tests.Postgres;
using MediaPipeline.TestKit.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A suite is inherited by the tests of every adapter, so that its attribute cannot know whose it is: the class's collection does.</summary>
public sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo attribute) =>
        WithoutPostgres.Applies(method) ? [new WithoutPostgres(DiagnosticMessageSink, method)] : base.Discover(options, method, attribute);
}

/// <summary>The same for theories: one line stands for all their rows.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo attribute) =>
        WithoutPostgres.Applies(method) ? [new WithoutPostgres(DiagnosticMessageSink, method)] : base.Discover(options, method, attribute);
}

/// <summary>A test that is not run because PostgreSQL is not installed.</summary>
public sealed class WithoutPostgres : XunitTestCase
{
    [Obsolete("The runner makes it anew by this, and reads its method from what it wrote.")]
    public WithoutPostgres()
    {
    }

    public WithoutPostgres(IMessageSink messages, ITestMethod method)
        : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
    }

    public static bool Applies(ITestMethod method) =>
        PostgresServer.WhyNot is not null && method.TestClass.TestCollection.DisplayName.Equals(PostgresCollection.Name, StringComparison.Ordinal);

    protected override string GetSkipReason(IAttributeInfo factAttribute) => PostgresServer.WhyNot!;
}
