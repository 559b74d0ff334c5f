using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// The class, made at run time and once for a process, that implements a grain interface by sending requests. For each method it has two: one that
/// packs the arguments into a tuple and sends them, and a static one that unpacks them and calls the grain.
/// </summary>
internal sealed class ProxyType
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Lazy<ProxyType>> s_known = new();
    private static readonly ConcurrentDictionary<Assembly, ModuleBuilder> s_modules = new();
    private static readonly Type[] s_constructor = [typeof(InterfaceBinding), typeof(IdSpan)];
    private static readonly MethodInfo s_call = typeof(GrainReference).GetMethod(nameof(GrainReference.CallAsync), AnyInstance)!;
    private static readonly MethodInfo s_callVoid = typeof(GrainReference).GetMethod(nameof(GrainReference.CallVoidAsync), AnyInstance)!;

    private ProxyType(Type interfaceType)
    {
        var type = s_modules.GetOrAdd(interfaceType.Assembly, DefineModule).DefineType($"Proxy.{interfaceType.FullName}", TypeAttributes.Sealed | TypeAttributes.Public, typeof(GrainReference), [interfaceType]);
        var methods = interfaceType.GetInterfaces().Append(interfaceType).SelectMany(each => each.GetMethods()).Where(method => method.IsAbstract).Select(method => new ProxyMethod(method)).ToArray();
        DefineConstruction(type);
        for (var index = 0; index < methods.Length; index++)
        {
            DefineSender(type, methods[index], index);
            DefineInvoker(type, methods[index], index);
        }

        var made = type.CreateType();
        Create = made.GetMethod(nameof(Create))!.CreateDelegate<Func<InterfaceBinding, IdSpan, GrainReference>>();
        Methods = [.. methods.Select((method, index) => method.CreateSlot(made.GetMethod($"Invoke{index}")!))];
    }

    public Func<InterfaceBinding, IdSpan, GrainReference> Create { get; }

    public MethodSlot[] Methods { get; }

    public static ProxyType For(Type interfaceType) => s_known.GetOrAdd(interfaceType, static type => new Lazy<ProxyType>(() => new ProxyType(type))).Value;

    /// <summary>One assembly for each assembly of contracts, allowed to see the internal types of both.</summary>
    private static ModuleBuilder DefineModule(Assembly contracts)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{contracts.GetName().Name}.Proxies"), AssemblyBuilderAccess.Run);
        var allow = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var name in new[] { contracts.GetName().Name, typeof(ProxyType).Assembly.GetName().Name })
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(allow, [name!]));
        }

        return assembly.DefineDynamicModule("Proxies");
    }

    private static void DefineConstruction(TypeBuilder type)
    {
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, s_constructor);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(AnyInstance, s_constructor)!);
        il.Emit(OpCodes.Ret);

        il = type.DefineMethod(nameof(Create), MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), s_constructor).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineSender(TypeBuilder type, ProxyMethod method, int index)
    {
        const MethodAttributes Implements = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;
        var sender = type.DefineMethod($"{method.Method.DeclaringType!.FullName}.{method.Method.Name}", Implements, method.Method.ReturnType, method.Parameters);
        var il = sender.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        PackArguments(il, method);
        if (Array.IndexOf(method.Parameters, typeof(CancellationToken)) is >= 0 and var cancellation)
        {
            il.Emit(OpCodes.Ldarg, cancellation + 1);
        }
        else
        {
            il.Emit(OpCodes.Call, typeof(CancellationToken).GetProperty(nameof(CancellationToken.None))!.GetMethod!);
        }

        il.Emit(OpCodes.Call, method.Result is null ? s_callVoid.MakeGenericMethod(method.Tuple) : s_call.MakeGenericMethod(method.Tuple, method.Result));
        if (method.ReturnsValueTask)
        {
            il.Emit(OpCodes.Newobj, method.Method.ReturnType.GetConstructor([method.Task])!);
        }

        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(sender, method.Method);
    }

    private static void PackArguments(ILGenerator il, ProxyMethod method)
    {
        if (method.Parameters.Length == 0)
        {
            il.Emit(OpCodes.Ldloc, il.DeclareLocal(method.Tuple));
            return;
        }

        for (var parameter = 0; parameter < method.Parameters.Length; parameter++)
        {
            il.Emit(OpCodes.Ldarg, parameter + 1);
        }

        il.Emit(OpCodes.Newobj, method.Tuple.GetConstructor(method.Parameters)!);
    }

    private static void DefineInvoker(TypeBuilder type, ProxyMethod method, int index)
    {
        var il = type.DefineMethod($"Invoke{index}", MethodAttributes.Public | MethodAttributes.Static, method.Task, [typeof(object), method.Tuple]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, method.Method.DeclaringType!);
        for (var parameter = 0; parameter < method.Parameters.Length; parameter++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldfld, method.Tuple.GetField($"Item{parameter + 1}")!);
        }

        il.Emit(OpCodes.Callvirt, method.Method);
        if (method.ReturnsValueTask)
        {
            var local = il.DeclareLocal(method.Method.ReturnType);
            il.Emit(OpCodes.Stloc, local);
            il.Emit(OpCodes.Ldloca, local);
            il.Emit(OpCodes.Call, method.Method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }
}

/// <summary>A method of a grain interface, in the terms of the code that is made for it.</summary>
internal sealed class ProxyMethod
{
    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public ProxyMethod(MethodInfo method)
    {
        Method = method;
        Parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        var returns = method.ReturnType;
        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : returns;
        if (method.IsGenericMethod || Parameters.Length >= s_tuples.Length || Parameters.Any(parameter => parameter.IsByRef)
            || (definition != typeof(Task) && definition != typeof(Task<>) && definition != typeof(ValueTask) && definition != typeof(ValueTask<>)))
        {
            throw new NotSupportedException(
                $"{method.DeclaringType!.FullName}.{method.Name} cannot be called as a grain method: it must return Task, Task<T>, ValueTask or ValueTask<T>, "
                + $"have no type parameters and no by-reference parameters, and at most {s_tuples.Length - 1} parameters (put more into a request record).");
        }

        ReturnsValueTask = returns.IsValueType;
        Result = returns.IsGenericType ? returns.GetGenericArguments()[0] : null;
        Task = Result is null ? typeof(Task) : typeof(Task<>).MakeGenericType(Result);
        Tuple = Parameters.Length == 0 ? typeof(ValueTuple) : s_tuples[Parameters.Length].MakeGenericType(Parameters);
    }

    public MethodInfo Method { get; }
    public Type[] Parameters { get; }
    public Type Task { get; }
    public Type? Result { get; }
    public Type Tuple { get; }
    public bool ReturnsValueTask { get; }

    public MethodSlot CreateSlot(MethodInfo invoker)
    {
        var invoke = invoker.CreateDelegate(typeof(Func<,,>).MakeGenericType(typeof(object), Tuple, Task));
        return (MethodSlot)Activator.CreateInstance(typeof(MethodSlot<,>).MakeGenericType(Tuple, Task), Method, invoke)!;
    }
}
